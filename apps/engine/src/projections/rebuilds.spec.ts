import type { RebuildProgress } from '@rapport/projection';
import { ReadStoreUnavailable, type Noted } from '@rapport/read-store';
import type { RebuildJob } from './rebuild-job';
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
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await settled();
  };

  const begun = async () => {
    const job = rebuilds.begin(['trust-level']);
    await settled();
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
    await settled();
    fail(new Error('no space'));
    await expect(asked).rejects.toThrow('no space');
    await begun();
    finish();
    await settled();
  });

  it('are unknown by any other id', () =>
    expect(rebuilds.find('x')).rejects.toMatchObject({ status: 404, code: 'rebuild-not-found' }));

  describe('of several nodes', () => {
    const notes = new Map<string, Noted>();
    let living: readonly string[] = ['a', 'b'];
    const left: string[] = [];
    let leave: (name: string, text: string) => Promise<void>;
    let lookAround: () => Promise<readonly string[]>;
    beforeEach(() => {
      living = ['a', 'b'];
      left.length = 0;
      leave = (name, text) => {
        left.push(text);
        return Promise.resolve(void notes.set(name, { text, ageMs: 0 }));
      };
      lookAround = () => Promise.resolve(living);
    });
    const nodeOf = (node: string) =>
      new Rebuilds(
        runtime,
        (error) => errors.push(error),
        new SharedRebuilds({
          node,
          nodes: () => lookAround(),
          note: (name, text) => leave(name, text),
          noted: (name) => Promise.resolve(notes.get(name)),
          notedUnder: () => Promise.resolve([...notes.values()]),
        }),
      );
    const [a, b] = [nodeOf('a'), nodeOf('b')];
    const age = (ageMs: number): void =>
      notes.forEach(({ text }, name) => void notes.set(name, { text, ageMs }));
    const begunAt = async (node: Rebuilds, name = 'trust-level') => {
      const job = node.begin([name]);
      await settled(); // it asks the others first
      progress({ projections: [name], done: 0, total: 10, perSecond: 0 });
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

    it('are refused at once where another node that lives is at one of the same projections', async () => {
      const { id } = await begunAt(a);
      const before = [notes.size, errors.length];
      for (const node of [a, b])
        await expect(node.begin(['contact-pressure', 'trust-level'])).rejects.toMatchObject({
          ...{ status: 409, code: 'rebuild-running', extra: { id } },
        });
      expect([notes.size, errors.length]).toEqual(before);
      finish();
      await settled();
      expect((await begunAt(b)).state).toBe('running');
      finish();
      await settled();
    });

    it('are begun beside one of other projections, and where the node that was at one is dead', async () => {
      await begunAt(a);
      const [endOfFirst, endOther] = [finish, await begunAt(b, 'contact-pressure').then(() => finish)];
      endOther();
      await settled();
      living = ['b'];
      expect((await begunAt(b)).state).toBe('running');
      for (const end of [finish, endOfFirst]) end();
      await settled();
    });

    it('are not waited for where the node is gone that was asked', async () => {
      const { id } = await begunAt(a);
      living = ['b'];
      age(16_000);
      expect(await b.find(id)).toMatchObject({ state: 'failed', error: objectText('Node a') });
      finish();
      await settled();
    });

    it('run on where the node only stalled: it was buried, and comes back', async () => {
      const { id } = await begunAt(a);
      living = ['b'];
      age(10_000);
      expect(await b.find(id)).toMatchObject({ state: 'running' });
      living = ['a', 'b'];
      age(60_000);
      expect(await b.find(id)).toMatchObject({ state: 'running' });
      finish();
      await settled();
    });

    it('have ended where the node ends them and leaves while another one looks', async () => {
      const { id } = await begunAt(a);
      age(16_000);
      lookAround = async () => {
        finish();
        await settled();
        return ['b'];
      };
      expect(await b.find(id)).toMatchObject({ state: 'done' });
    });

    it('are told of again at their end, until the others know', async () => {
      const { id } = await begunAt(a);
      const sound = leave;
      let tries = 0;
      leave = () => {
        tries += 1;
        return Promise.reject(new ReadStoreUnavailable('away'));
      };
      finish();
      await until(() => tries > 1);
      expect(await b.find(id)).toMatchObject({ state: 'running' });
      leave = sound;
      await until(() => left.length > 1);
      expect(await b.find(id)).toMatchObject({ state: 'done' });
    });

    it('are told of with the newest there is when the store is slow', async () => {
      const shared = new SharedRebuilds({
        ...{ node: 'a', nodes: lookAround, noted: () => Promise.resolve(undefined) },
        notedUnder: () => Promise.resolve([]),
        note: (name, text) => settled().then(() => leave(name, text)),
      });
      const job = (done: number): RebuildJob => ({
        id: 'x',
        projections: [],
        state: 'running',
        done,
        total: 9,
      });
      await Promise.all([1, 2, 3].map((done) => shared.tell(job(done))));
      expect(left.map((text) => (JSON.parse(text) as { job: RebuildJob }).job.done)).toEqual([3]);
    });
  });
});
