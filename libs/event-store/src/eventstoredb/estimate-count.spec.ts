import { estimateCount } from './estimate-count';
import type { LogReader, Scan } from './log-reader';

/** A log by the places of its events: sizes differ as they do not in the one that we serve. */
const logOf = (...sizes: readonly number[]) => {
  let end = 0;
  const places = sizes.map((size) => (end += size));
  const scan = ({ direction, after, limit }: Scan) => {
    const from = typeof after === 'number' ? after : 0;
    const found = direction === 'forwards' ? places.filter((place) => place > from) : places.toReversed();
    return Promise.resolve({ events: found.slice(0, limit).map((place) => ({ place })), end: true });
  };
  return { places, reader: { scan } as unknown as LogReader };
};

const events = (count: number, size: number): readonly number[] => Array<number>(count).fill(size);

describe('the events behind a place', () => {
  it('are estimated by the bytes of those at both ends: they differ along the log', async () => {
    const { places, reader } = logOf(...events(400, 1_000), ...events(400, 100));
    expect(await estimateCount(reader, 0)).toBe(800);
    expect(await estimateCount(reader, places[599] ?? 0)).toBe(200);
  });

  it.each([0, 1, 99, 100])('are counted where they are few: %i', async (few) => {
    const { places, reader } = logOf(...events(300, 1_000), ...events(few, 100));
    expect(await estimateCount(reader, places[299] ?? 0)).toBe(few);
  });

  it('are none in an empty log', async () => expect(await estimateCount(logOf().reader, 0)).toBe(0));
});
