import { until } from './until';

describe('what comes until a signal', () => {
  it("is left alone behind it: what then fails is nobody's", async () => {
    const stop = new AbortController();
    const asked: string[] = [];
    async function* source(): AsyncGenerator<string> {
      asked.push('first');
      yield await Promise.resolve('first');
      asked.push('second');
      throw new Error('the caller is gone');
    }
    const taken: string[] = [];
    for await (const item of until(source(), stop.signal)) {
      taken.push(item);
      stop.abort();
    }
    expect([taken, asked]).toEqual([['first'], ['first']]);
  });

  it('ends while it is waited for', async () => {
    const stop = new AbortController();
    const never: AsyncIterable<string> = {
      [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }),
    };
    const items = until(never, stop.signal);
    const next = items.next();
    stop.abort();
    expect(await next).toEqual({ done: true, value: undefined });
  });

  it('is told of what fails before it', async () => {
    const failing: AsyncIterable<string> = {
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('broken')) }),
    };
    await expect(until(failing, new AbortController().signal).next()).rejects.toThrow('broken');
  });
});
