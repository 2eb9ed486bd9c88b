import { BuildLost, ReadStoreUnavailable } from '@rapport/read-store';
import { keepOn } from './keep-on';

const away = new ReadStoreUnavailable('away');
const lost = new BuildLost({ projection: 'p', version: 1, build: 'b' });

describe('keeping on with a rebuild', () => {
  const going = { retryMs: 0, beginMs: 0, hasBegun: () => true, signal: new AbortController().signal };

  /** Fails with these first. */
  const work = (...failures: readonly Error[]) => {
    const left = [...failures];
    const calls = jest.fn(() => {
      const error = left.shift();
      return error === undefined ? Promise.resolve('done') : Promise.reject(error);
    });
    return calls;
  };

  it('begins again, however long a store is away', async () => {
    const failing = work(...Array.from({ length: 20 }, () => away));
    expect(await keepOn(failing, going)).toBe('done');
    expect(failing).toHaveBeenCalledTimes(21);
  });

  it('begins again when something was lost, a few times', async () => {
    expect(await keepOn(work(lost, lost), going)).toBe('done');
    await expect(keepOn(work(...Array.from({ length: 6 }, () => lost)), going)).rejects.toBe(lost);
  });

  it('ends with what the store says where it has not begun in time', async () => {
    const unbegun = { ...going, hasBegun: () => false };
    await expect(keepOn(work(away), { ...unbegun, beginMs: -1 })).rejects.toBe(away);
    expect(await keepOn(work(away), { ...unbegun, beginMs: 60_000 })).toBe('done');
  });

  it('ends with what does not pass', async () => {
    const failing = work(new Error('a mistake'));
    await expect(keepOn(failing, going)).rejects.toThrow('a mistake');
    expect(failing).toHaveBeenCalledTimes(1);
  });

  it('ends with the engine', async () => {
    const ending = { ...going, retryMs: 60_000, signal: AbortSignal.timeout(5) };
    await expect(keepOn(work(away), ending)).rejects.toMatchObject({
      code: 'rebuild-stopped',
    });
  });
});
