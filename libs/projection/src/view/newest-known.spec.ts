import type { Page, Position, ReadAllOptions, RecordedEvent } from '@rapport/event-store';
import { NewestKnown } from './newest-known';

/** Position n is the event recorded at n * 10, if nothing else is said; the first of each ten is a policy's, far in the future. */
function logOf(occurredAt: (n: number) => number, count: number, recordedAt = (n: number): number => n * 10) {
  const events = Array.from({ length: count }, (_, n) => ({
    stream: n % 10 === 0 ? 'policy-default' : `journey-${n % 7}`,
    position: String(n).padStart(8, '0') as Position,
    recordedAt: recordedAt(n),
    occurredAt: n % 10 === 0 ? 1e15 : occurredAt(n),
  })) as RecordedEvent[];
  const readAll = jest.fn(({ after, limit = 1_000 }: ReadAllOptions = {}): Promise<Page> => {
    const from = after === undefined ? 0 : Number(after) + 1;
    return Promise.resolve({ events: events.slice(from, from + limit), end: from + limit >= count });
  });
  const newest = (knownAt: number) =>
    events.reduce<number | undefined>(
      (most, event) =>
        event.recordedAt > knownAt || event.stream === 'policy-default'
          ? most
          : Math.max(most ?? -Infinity, event.occurredAt),
      undefined,
    );
  return { log: { readAll }, newest };
}

describe('the newest event that was known', () => {
  it.each([1_000, 2_500, 5_000])(
    'is the newest of all recorded until then, in a log of %i',
    async (count) => {
      const { log, newest } = logOf((n) => (n * 7_919) % 5_003, count);
      const known = new NewestKnown(log);
      for (const knownAt of [-1, 0, 10, 9_985, 9_990, 10_000, 24_999, 1e9, 15_000, 5])
        expect([knownAt, await known.at(knownAt)]).toEqual([knownAt, newest(knownAt)]);
    },
  );

  it('is found where the clock that recorded them stepped back', async () => {
    const steppingBack = (n: number): number => n * 10 - (n % 3_000 > 1_500 ? 8_000 : 0);
    const { log, newest } = logOf((n) => (n * 7_919) % 5_003, 5_000, steppingBack);
    const known = new NewestKnown(log);
    for (const knownAt of [0, 8_005, 12_000, 15_005, 22_000, 30_000, 45_000])
      expect([knownAt, await known.at(knownAt)]).toEqual([knownAt, newest(knownAt)]);
  });

  it('is found again without reading the log again', async () => {
    const { log } = logOf((n) => n, 5_000);
    const known = new NewestKnown(log);
    await Promise.all([known.at(40_000), known.at(30_000)]);
    const before = log.readAll.mock.calls.length;
    expect(await known.at(20_005)).toBe(1_999);
    expect(log.readAll.mock.calls.length).toBe(before + 2); // what is new, and the page of the moment
  });
});
