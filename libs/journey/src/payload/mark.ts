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

  /** Whether a property of a payload class, or of a class it extends, is marked. */
  isOn(prototype: object, property: string): boolean {
    for (let at: object | null = prototype; at !== null; at = Reflect.getPrototypeOf(at)) {
      if (this.marked.get(at)?.has(property) === true) return true;
    }
    return false;
  }
}
