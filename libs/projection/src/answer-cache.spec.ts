import type { Checkpoint } from '@rapport/read-store';
import { AnswerCache } from './answer-cache';

class Model {
  position = '1';

  checkpoint(): Promise<Checkpoint> {
    const { position } = this;
    return Promise.resolve({
      logId: 'log',
      position,
      lastEventId: `event-${position}`,
      newestOccurredAt: 0,
    });
  }
}
const counting = () => {
  let n = 0;
  return jest.fn(() => Promise.resolve({ n: (n += 1) }));
};

describe('a cache of answers', () => {
  let model: Model;
  beforeEach(() => {
    model = new Model();
  });

  it('computes a question once while the rows stand still, also when it is asked twice at once', async () => {
    const cache = new AnswerCache<{ n: number }>();
    const compute = counting();
    const ask = () => cache.answer(model, { by: 'product' }, compute);
    expect(await Promise.all([ask(), ask()])).toEqual([{ n: 1 }, { n: 1 }]);
    expect(await ask()).toEqual({ n: 1 });
  });

  it('computes it again for other parameters and for rows that moved on', async () => {
    const cache = new AnswerCache<{ n: number }>();
    const compute = counting();
    await cache.answer(model, { by: 'product' }, compute);
    await cache.answer(model, { by: 'topic' }, compute);
    model.position = '2';
    expect(await cache.answer(model, { by: 'product' }, compute)).toEqual({ n: 3 });
  });

  it('keeps models apart that stand at one checkpoint', async () => {
    const cache = new AnswerCache<{ n: number }>();
    const compute = counting();
    await cache.answer(model, {}, compute);
    expect(await cache.answer(new Model(), {}, compute)).toEqual({ n: 2 });
  });

  it('keeps no failure', async () => {
    const cache = new AnswerCache<{ n: number }>();
    const failing = () => Promise.reject(new Error('closed'));
    await expect(cache.answer(model, {}, failing)).rejects.toThrow('closed');
    expect(await cache.answer(model, {}, counting())).toEqual({ n: 1 });
  });

  it('forgets the least recently asked beyond its limit', async () => {
    const cache = new AnswerCache<{ n: number }>();
    const compute = counting();
    for (let n = 0; n <= 64; n += 1) await cache.answer(model, { n }, compute);
    await cache.answer(model, { n: 0 }, compute);
    expect(compute).toHaveBeenCalledTimes(66);
  });
});
