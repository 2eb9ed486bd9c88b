/** Work that is begun in order and runs side by side, as much of it as is allowed. For one who adds, one after the other. */
export class Pipeline {
  private running = 0;
  private weight = 0;
  private failure: { readonly error: unknown } | undefined;
  private wake: (() => void) | undefined;

  constructor(
    private readonly most: number,
    private readonly mostWeight: number,
  ) {}

  /** Begins it when there is room. @throws what any that was begun failed with */
  async add(weight: number, work: () => Promise<unknown>): Promise<void> {
    while (this.running >= this.most || (this.weight > 0 && this.weight + weight > this.mostWeight))
      await this.change();
    this.check();
    this.running += 1;
    this.weight += weight;
    work()
      .catch((error: unknown) => void (this.failure ??= { error }))
      .finally(() => {
        this.running -= 1;
        this.weight -= weight;
        this.wake?.();
      });
  }

  /** When nothing runs any more, however it ended. */
  async settled(): Promise<void> {
    while (this.running > 0) await this.change();
  }

  /** @throws what the first that failed did so with */
  check(): void {
    if (this.failure !== undefined) throw this.failure.error;
  }

  private change(): Promise<void> {
    return new Promise((resolve) => (this.wake = resolve));
  }
}
