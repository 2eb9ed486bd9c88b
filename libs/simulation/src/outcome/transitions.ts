import type { Move } from '@rapport/journey';
import type { Displaced, Sides, TransitionSides } from './outcome';

type Leg = Pick<Move, 'from' | 'to'>;

/** How often journeys went from where to where, on both sides. */
export class Transitions {
  private readonly counts = new Map<
    string,
    { from: string; to: string; decided: number; simulated: number }
  >();

  add(moves: readonly Leg[], side: keyof Sides<unknown>): void {
    for (const { from, to } of moves) {
      const key = JSON.stringify([from, to]);
      const found = this.counts.get(key) ?? { from, to, decided: 0, simulated: 0 };
      found[side] += 1;
      this.counts.set(key, found);
    }
  }

  /** By names. */
  get list(): readonly TransitionSides[] {
    return byKey(this.counts);
  }
}

/** Who would be elsewhere. */
export class Displacements {
  private readonly counts = new Map<string, { decided: string; simulated: string; journeys: number }>();

  add({ decided, simulated }: Sides<string>): void {
    if (decided === simulated) return;
    const key = JSON.stringify([decided, simulated]);
    const found = this.counts.get(key) ?? { decided, simulated, journeys: 0 };
    found.journeys += 1;
    this.counts.set(key, found);
  }

  /** By names. */
  get list(): readonly Displaced[] {
    return byKey(this.counts);
  }
}

const byKey = <Value>(counts: ReadonlyMap<string, Value>): readonly Value[] =>
  [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
