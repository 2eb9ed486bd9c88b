import { BuildHeld } from '@rapport/read-store';
import { whenFree } from './when-free';

describe('a build that somebody else has completed', () => {
  const held = new BuildHeld({ projection: 'p', version: 1, build: 'b' });
  const { signal } = new AbortController();

  it('is opened when it is let go of', async () => {
    const open = jest.fn(() => Promise.resolve('open')).mockRejectedValueOnce(held);
    expect(await whenFree(open, signal)).toBe('open');
  });

  it('is not opened where it cannot be, nor after the end', async () => {
    await expect(whenFree(() => Promise.reject(new Error('damaged')), signal)).rejects.toThrow('damaged');
    await expect(whenFree(() => Promise.reject(held), AbortSignal.timeout(30))).rejects.toThrow();
  });
});
