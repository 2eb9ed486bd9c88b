import { closeAll, orClosed } from './closing';

describe('closing what was opened', () => {
  const closed: string[] = [];
  beforeEach(() => closed.splice(0));
  const closing = (name: string) => () => Promise.resolve(void closed.push(name));
  const stuck = (name: string) => () => Promise.reject(new Error(`${name} does not close.`));

  it('goes on behind what does not close, in order', async () => {
    const all = [closing('replays'), stuck('runtime'), stuck('read store'), closing('log')];
    await expect(closeAll(all)).rejects.toThrow('runtime does not close.');
    expect(closed).toEqual(['replays', 'log']);
  });

  it('is due where the work with it fails, before its first promise too', async () => {
    const work = (): Promise<never> => {
      throw new Error('A mistake.');
    };
    await expect(orClosed({ close: closing('read store') }, work)).rejects.toThrow('A mistake.');
    await expect(orClosed({ close: stuck('read store') }, work)).rejects.toThrow('A mistake.');
    expect(closed).toEqual(['read store']);
  });

  it('is not due where it succeeds', async () => {
    expect(await orClosed({ close: closing('log') }, () => Promise.resolve('open'))).toBe('open');
    expect(closed).toEqual([]);
  });
});
