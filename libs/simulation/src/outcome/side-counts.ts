import type { Sides } from './outcome';

/** How many of each name there are on both sides. */
export class SideCounts {
  private readonly decided: Map<string, number>;
  private readonly simulated: Map<string, number>;

  /** The names that are told also where there are none. */
  constructor(names: Sides<readonly string[]>) {
    this.decided = new Map(names.decided.map((name) => [name, 0]));
    this.simulated = new Map(names.simulated.map((name) => [name, 0]));
  }

  add({ decided, simulated }: Sides<string>): void {
    this.decided.set(decided, (this.decided.get(decided) ?? 0) + 1);
    this.simulated.set(simulated, (this.simulated.get(simulated) ?? 0) + 1);
  }

  get sides(): Sides<Readonly<Record<string, number>>> {
    return { decided: Object.fromEntries(this.decided), simulated: Object.fromEntries(this.simulated) };
  }
}
