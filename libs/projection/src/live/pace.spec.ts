import { Pace } from './pace';

const running = new AbortController().signal;

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

  it('rests no longer where it is stopped', async () => {
    const stopping = new AbortController();
    const pace = new Pace();
    await pace.rest(64, running);
    const resting = pace.rest(64, stopping.signal);
    stopping.abort();
    await expect(resting).resolves.toBeUndefined();
  });
});

/** After which of the batches it rests. */
async function rests(batches: readonly number[]): Promise<boolean[]> {
  const pace = new Pace();
  const rested: boolean[] = [];
  for (const events of batches) {
    let ended = false;
    const resting = pace.rest(events, running).then(() => (ended = true));
    await new Promise(process.nextTick);
    rested.push(!ended);
    await resting;
  }
  return rested;
}
