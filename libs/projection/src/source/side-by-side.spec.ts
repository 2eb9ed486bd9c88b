import { setImmediate } from 'node:timers/promises';
import { sideBySide } from './side-by-side';

describe('work side by side', () => {
  it('is done for each item, so many at a time', async () => {
    const [done, underWay] = [[] as number[], new Set<number>()];
    let most = 0;
    await sideBySide([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      underWay.add(item);
      most = Math.max(most, underWay.size);
      await setImmediate();
      underWay.delete(item);
      done.push(item);
    });
    expect([done.length, new Set(done).size, most]).toEqual([7, 7, 3]);
  });

  it('is begun for no more once one has failed', async () => {
    const begun: number[] = [];
    const failing = sideBySide([1, 2, 3, 4, 5, 6], 2, async (item) => {
      begun.push(item);
      await setImmediate();
      if (item === 2) throw new Error('No.');
    });
    await expect(failing).rejects.toThrow('No.');
    await setImmediate();
    await setImmediate();
    expect(begun).toEqual([1, 2, 3]);
  });
});
