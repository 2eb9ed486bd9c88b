import type { RebuildProgress } from '@rapport/projection';
import { Rebuilds } from './rebuilds';

const objectWith = (members: object): Error => expect.objectContaining(members) as Error;

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
    expect(rebuilds.find(id)).toMatchObject({ state: 'running', done: 3, total: 10 });
    await expect(rebuilds.begin(['trust-level'])).rejects.toThrow(objectWith({ code: 'rebuild-running' }));
    finish();
    await settled();
    expect(rebuilds.find(id)).toMatchObject({ state: 'done', done: 3 });
  });

  it('say why they failed', async () => {
    const { id } = await begun();
    fail(Object.assign(new Error('no space'), { code: 'ENOSPC' }));
    await settled();
    expect(rebuilds.find(id)).toMatchObject({ state: 'failed', error: 'no space' });
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
    expect(() => rebuilds.find('x')).toThrow(objectWith({ status: 404, code: 'rebuild-not-found' })));
});
