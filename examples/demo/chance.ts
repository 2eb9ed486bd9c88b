/** Repeatable chance: the same seed tells the same story on every machine. */
export interface Chance {
  /** 0 <= x < 1 */
  real(): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** True with this probability, 0..1. */
  happens(probability: number): boolean;
}

/** mulberry32: a small generator of 32 bits of state, plenty for a story. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function chance(seed: number): Chance {
  const real = mulberry32(seed);
  const between = (least: number, most: number): number => least + Math.floor(real() * (most - least + 1));
  return {
    real,
    between,
    pick: (items) => items[between(0, items.length - 1)] ?? items[0],
    happens: (probability) => real() < probability,
  };
}
