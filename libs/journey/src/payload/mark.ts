import { lineage } from './lineage';

/** Something that is said of properties of payload classes, beside what their validators say. */
export class Mark {
  private readonly marked = new WeakMap<object, Set<string>>();

  /** The decorator that marks a property. */
  put(): PropertyDecorator {
    return (prototype, property) => {
      const fields = this.marked.get(prototype) ?? new Set<string>();
      this.marked.set(prototype, fields.add(String(property)));
    };
  }

  /** The properties of a payload class, and of those it extends, that are marked. */
  on(prototype: object): ReadonlySet<string> {
    return new Set(lineage(prototype).flatMap((at) => [...(this.marked.get(at) ?? [])]));
  }
}
