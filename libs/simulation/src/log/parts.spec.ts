import { parts } from './parts';

const streams = Array.from({ length: 3_000 }, (_none, index) => `journey-${index}`);
const isWanted = (stream: string): boolean => stream.startsWith('journey-');

describe('parts of a log', () => {
  it('is one where all fits into memory', () => {
    const [only, ...others] = parts(100, 100, { index: 0, of: 1 }, isWanted);
    expect([others, streams.every((stream) => only?.(stream))]).toEqual([[], true]);
    expect(only?.('policy-default')).toBe(false);
  });

  it.each([1, 2, 3])('are each about as large, over all %i shares, and have every journey once', (of) => {
    const all = Array.from({ length: of }, (_none, index) =>
      parts(4_000, 1_000, { index, of }, isWanted),
    ).flat();
    expect(all.length).toBeGreaterThanOrEqual(4);
    const sizes = all.map((part) => streams.filter(part).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(streams.length);
    for (const size of sizes) expect(size).toBeGreaterThan(streams.length / all.length / 2);
  });
});
