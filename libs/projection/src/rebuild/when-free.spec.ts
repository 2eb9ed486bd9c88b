import { BuildHeld } from '@rapport/read-store';
import { whenFree } from './when-free';

describe('a build that somebody else has completed', () => {
  const held = new BuildHeld({ projection: 'p', version: 1, build: 'b' });
  const { signal } = new AbortController();

  it('is opened when it is let go of', async () => {
    const open = jest.fn(() => Promise.resolve('open')).mockRejectedValueOnce(held);
    expect(await whenFree(open, signal)).toBe('open');
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('is not opened where it cannot be, nor after the end', async () => {
    const damaged = jest.fn(() => Promise.reject(new Error('damaged')));
    await expect(whenFree(damaged, signal)).rejects.toThrow('damaged');
    expect(damaged).toHaveBeenCalledTimes(1);
    const end = new AbortController();
    const tries = jest.fn(() => {
      if (tries.mock.calls.length === 3) end.abort();
      return Promise.reject(held);
    });
    await expect(whenFree(tries, end.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(tries).toHaveBeenCalledTimes(3);
  });
});
