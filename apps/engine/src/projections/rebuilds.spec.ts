import type { RebuildProgress } from '@rapport/projection';
import { Rebuilds } from './rebuilds';
import { SharedRebuilds } from './shared-rebuilds';

const objectWith = (members: object): Error => expect.objectContaining(members) as Error;

const objectText = (text: string): string => expect.stringContaining(text) as string;

describe('rebuilds', () => {
  let progress: (progress: RebuildProgress) => void = () => undefined;
  let finish: () => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const errors: unknown[] = [];
  const runtime = {
    rebuild: (_names: readonly string[], onProgress?: typeof progress) =>
      new Promise<void>((resolve, reject) => {
        progress = onProgress ?? progress;
        finish = resolve;
        fail = reject;
      }),
  };
  const rebuilds = new Rebuilds(runtime, (error) => errors.push(error));
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  const begun = async () => {
    const job = rebuilds.begin(['trust-level']);
    progress({ projections: ['trust-level'], done: 0, total: 10, perSecond: 0 });
    return job;
  };

  it('run one at a time, tell how far they are and end', async () => {
    const { id } = await begun();
    progress({ projections: ['trust-level'], done: 3, total: 10, perSecond: 1 });
    expect(await rebuilds.find(id)).toMatchObject({ state: 'running', done: 3, total: 10 });
    await expect(rebuilds.begin(['trust-level'])).rejects.toThrow(objectWith({ code: 'rebuild-running' }));
    finish();
    await settled();
    expect(await rebuilds.find(id)).toMatchObject({ state: 'done', done: 3 });
  });

  it('say why they failed', async () => {
    const { id } = await begun();
    fail(Object.assign(new Error('no space'), { code: 'ENOSPC' }));
    await settled();
    expect(await rebuilds.find(id)).toMatchObject({ state: 'failed', error: 'no space' });
    expect(errors).toHaveLength(1);
  });

  it('are not said to be begun before they would survive a kill', async () => {
    const asked = rebuilds.begin(['trust-level']);
    fail(new Error('no space'));
    await expect(asked).rejects.toThrow('no space');
    await begun();
    finish();
    await settled();
  });

  it('are unknown by any other id', () =>
    expect(rebuilds.find('x')).rejects.toMatchObject({ status: 404, code: 'rebuild-not-found' }));

  describe('of several nodes', () => {
    const notes = new Map<string, string>();
    let living = ['a', 'b'];
    const nodeOf = (node: string) =>
      new Rebuilds(
        runtime,
        (error) => errors.push(error),
        new SharedRebuilds({
          node,
          nodes: () => Promise.resolve(living),
          note: (name, text) => Promise.resolve(void notes.set(name, text)),
          noted: (name) => Promise.resolve(notes.get(name)),
        }),
      );
    const [a, b] = [nodeOf('a'), nodeOf('b')];
    const begunAt = (node: Rebuilds) => {
      const job = node.begin(['trust-level']);
      progress({ projections: ['trust-level'], done: 0, total: 10, perSecond: 0 });
      return job;
    };

    it('are known to each as soon as they are begun, and to their end', async () => {
      const { id } = await begunAt(a);
      expect(await b.find(id)).toMatchObject({ id, state: 'running', total: 10 });
      finish();
      await settled();
      expect(await b.find(id)).toEqual(await a.find(id));
      expect(await b.find(id)).toMatchObject({ state: 'done' });
      await expect(b.find('x')).rejects.toMatchObject({ code: 'rebuild-not-found' });
    });

    it('are not waited for where the node is gone that was asked', async () => {
      const { id } = await begunAt(a);
      living = ['b'];
      expect(await b.find(id)).toMatchObject({ state: 'failed', error: objectText('Node a') });
      finish();
      await settled();
    });
  });
});
