/** Strings by number, in the order in which they were first seen. */
export class Names {
  private readonly numbers = new Map<string, number>();
  readonly list: string[] = [];

  numberOf(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    const number = this.list.length;
    this.numbers.set(name, number);
    this.list.push(name);
    return number;
  }

  nameOf(number: number): string {
    const name = this.list[number];
    if (name === undefined) throw new RangeError(`There is no name ${number}.`);
    return name;
  }
}
