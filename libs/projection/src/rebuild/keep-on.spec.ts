import { BuildLost, ReadStoreUnavailable } from '@rapport/read-store';
import { keepOn } from './keep-on';

const away = new ReadStoreUnavailable('away');
const lost = new BuildLost({ projection: 'p', version: 1, build: 'b' });

describe('keeping on with a rebuild', () => {
  const going = new AbortController().signal;

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
    expect(await keepOn(failing, 0, going)).toBe('done');
    expect(failing).toHaveBeenCalledTimes(21);
  });

  it('begins again when something was lost, a few times', async () => {
    expect(await keepOn(work(lost, lost), 0, going)).toBe('done');
    await expect(keepOn(work(...Array.from({ length: 6 }, () => lost)), 0, going)).rejects.toBe(lost);
  });

  it('ends with what does not pass', async () => {
    const failing = work(new Error('a mistake'));
    await expect(keepOn(failing, 0, going)).rejects.toThrow('a mistake');
    expect(failing).toHaveBeenCalledTimes(1);
  });

  it('ends with the engine', async () => {
    await expect(keepOn(work(away), 60_000, AbortSignal.timeout(5))).rejects.toMatchObject({
      code: 'rebuild-stopped',
    });
  });
});
