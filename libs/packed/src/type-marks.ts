import type { PackedReader } from '@rapport/event-store';

/** What is asked of types by their number for every event: looked up by name once each. */
export class TypeMarks {
  private readonly names: string[] = [];
  private readonly wanted: boolean[] = [];
  private readonly marked: boolean[] = [];

  constructor(
    private readonly reader: Pick<PackedReader, 'type'>,
    private readonly of: { readonly types?: ReadonlySet<string>; readonly marks?: readonly string[] },
  ) {}

  name(type: number): string {
    return (this.names[type] ??= this.reader.type(type));
  }

  isWanted(type: number): boolean {
    return (this.wanted[type] ??= this.of.types?.has(this.name(type)) ?? true);
  }

  isMarked(type: number): boolean {
    return (this.marked[type] ??= this.of.marks?.includes(this.name(type)) ?? false);
  }
}
