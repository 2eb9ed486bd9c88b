import { Pace } from './pace';

const running = new AbortController().signal;

/** Milliseconds that a batch takes where it takes no time worth speaking of. */
const quick = 0.5;

describe('Pace', () => {
  it('rests after the second busy batch in a row', async () => {
    expect(await rests([32, 32])).toEqual([false, true]);
    expect(await rests([64, 250, 499])).toEqual([false, true, true]);
  });

  it('does not where little happens, after one stall, or where much is to be caught up with', async () => {
    expect(await rests([31, 31])).toEqual([false, false]);
    expect(await rests([32, 4, 32])).toEqual([false, false, false]);
    expect(await rests([500, 1_000, 64])).toEqual([false, false, false]);
  });

  it('rests as long as a batch took that took long, as the one before, up to a bound', async () => {
    expect(await rests([1, 1, 1, 500, 1], 10)).toEqual([false, true, true, false, false]);
    expect(await rested(10)).toBeGreaterThanOrEqual(9);
    expect(await rested(5_000)).toBeLessThan(200);
    expect(await rests([32, 1], [0.5, 20])).toEqual([false, false]);
    expect(await rests([1, 1, 1], [0.5, 20, 0.5])).toEqual([false, false, false]);
  });

  it('rests no longer where it is stopped', async () => {
    const stopping = new AbortController();
    const pace = new Pace();
    await pace.rest(64, quick, running);
    const resting = pace.rest(64, quick, stopping.signal);
    stopping.abort();
    await expect(resting).resolves.toBeUndefined();
  });
});

/** After which of the batches it rests. */
async function rests(
  batches: readonly number[],
  tookMs: number | readonly number[] = quick,
): Promise<boolean[]> {
  const pace = new Pace();
  const rested: boolean[] = [];
  for (const [at, events] of batches.entries()) {
    const took = typeof tookMs === 'number' ? tookMs : (tookMs[at] ?? quick);
    let ended = false;
    const resting = pace.rest(events, took, running).then(() => (ended = true));
    await new Promise(process.nextTick);
    rested.push(!ended);
    await resting;
  }
  return rested;
}

/** Milliseconds, after the second of two such batches. */
async function rested(tookMs: number): Promise<number> {
  const pace = new Pace();
  await pace.rest(1, tookMs, running);
  const begunAt = performance.now();
  await pace.rest(1, tookMs, running);
  return performance.now() - begunAt;
}
