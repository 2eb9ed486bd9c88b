import type { Checkpoint } from '@rapport/read-store';
import { AnswerCache } from './answer-cache';

const at = (position: string) => ({
  checkpoint: () =>
    Promise.resolve<Checkpoint>({
      logId: 'log',
      position,
      lastEventId: `event-${position}`,
      newestOccurredAt: 0,
    }),
});
const counting = () => {
  let n = 0;
  return jest.fn(() => Promise.resolve({ n: (n += 1) }));
};

describe('a cache of answers', () => {
  it('computes a question once while the rows stand still, also when it is asked twice at once', async () => {
    const cache = new AnswerCache<{ n: number }>();
    const compute = counting();
    const ask = () => cache.answer(at('1'), { by: 'product' }, compute);
    expect(await Promise.all([ask(), ask()])).toEqual([{ n: 1 }, { n: 1 }]);
    expect(await ask()).toEqual({ n: 1 });
  });

  it('computes it again for other parameters and for rows that moved on', async () => {
    const cache = new AnswerCache<{ n: number }>();
    const compute = counting();
    await cache.answer(at('1'), { by: 'product' }, compute);
    await cache.answer(at('1'), { by: 'topic' }, compute);
    expect(await cache.answer(at('2'), { by: 'product' }, compute)).toEqual({ n: 3 });
  });

  it('keeps no failure', async () => {
    const cache = new AnswerCache<{ n: number }>();
    const failing = () => Promise.reject(new Error('closed'));
    await expect(cache.answer(at('1'), {}, failing)).rejects.toThrow('closed');
    expect(await cache.answer(at('1'), {}, counting())).toEqual({ n: 1 });
  });

  it('forgets the least recently asked beyond its limit', async () => {
    const cache = new AnswerCache<{ n: number }>();
    const compute = counting();
    for (let n = 0; n <= 64; n += 1) await cache.answer(at('1'), { n }, compute);
    await cache.answer(at('1'), { n: 0 }, compute);
    expect(compute).toHaveBeenCalledTimes(66);
  });
});
