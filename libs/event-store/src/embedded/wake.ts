/** Tells those who wait that there may be something new. */
export class Wake {
  /** How often it was called so far. */
  count = 0;
  private waiting: (() => void)[] = [];

  /** Resolves once it was called more often than `seen`. */
  async after(seen: number): Promise<void> {
    if (this.count > seen) return;
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  now(): void {
    this.count += 1;
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}
