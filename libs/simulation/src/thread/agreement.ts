/** Several threads that go on with the highest of the numbers that each of them says. */
export class Agreement {
  private readonly said: number[] = [];
  private readonly waiting: ((highest: number) => void)[] = [];

  constructor(private readonly threads: number) {}

  /** Resolves when all have said theirs. */
  on(number: number): Promise<number> {
    this.said.push(number);
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      if (this.said.length < this.threads) return;
      const highest = Math.max(...this.said);
      for (const tell of this.waiting) tell(highest);
    });
  }
}
