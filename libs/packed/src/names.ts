/** Strings by number, in the order in which they were first seen. */
export class Names {
  private readonly numbers = new Map<string, number>();
  readonly list: string[] = [];

  numberOf(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, this.list.length);
    return this.list.push(name) - 1;
  }

  /** Undefined where it was never seen. */
  find(name: string): number | undefined {
    return this.numbers.get(name);
  }
}
