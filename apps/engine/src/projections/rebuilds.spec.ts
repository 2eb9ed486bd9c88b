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

  it('run one at a time, tell how far they are and end', async () => {
    const { id } = rebuilds.begin(['trust-level']);
    progress({ projections: ['trust-level'], done: 3, total: 10, perSecond: 1 });
    expect(rebuilds.find(id)).toMatchObject({ state: 'running', done: 3, total: 10 });
    expect(() => rebuilds.begin(['trust-level'])).toThrow(objectWith({ code: 'rebuild-running' }));
    finish();
    await settled();
    expect(rebuilds.find(id)).toMatchObject({ state: 'done', done: 3 });
  });

  it('say why they failed', async () => {
    const { id } = rebuilds.begin(['trust-level']);
    fail(Object.assign(new Error('no space'), { code: 'ENOSPC' }));
    await settled();
    expect(rebuilds.find(id)).toMatchObject({ state: 'failed', error: 'no space' });
    expect(errors).toHaveLength(1);
  });

  it('are unknown by any other id', () =>
    expect(() => rebuilds.find('x')).toThrow(objectWith({ status: 404, code: 'rebuild-not-found' })));
});
