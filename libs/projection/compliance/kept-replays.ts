import type { Policy, PolicyHistory } from '@rapport/policy';
import { createReplays, type Fill, type FillRequest, type Replays } from '@rapport/projection';
import { setTimeout as pause } from 'node:timers/promises';
import { dump } from './dump';
import { append, bought, opened } from './events';
import { usePlace, type Engine, type MakePlace } from './fixture';
import { cases, purchases } from './projections';

const policy = { version: 1 } as Policy;
const policies: PolicyHistory = { inForce: policy, inForceAt: () => policy, version: () => policy };
const both = [cases, purchases];
const expiresInMs = 60_000;

/** What stays of replays, whenever who makes them ends. */
export function keptReplaysSuite(make: MakePlace): void {
  describe('a replay', () => {
    const { start, here } = usePlace(make);
    let replays: Replays | undefined;
    afterEach(() => replays?.stop());

    const replaysOf = async ({ log, readStore }: Engine, projections = both, fill?: Fill) => {
      const others = fill && { fill, limits: { threadEvents: 1 } };
      replays = createReplays({ projections, log, readStore, policies, ...others });
      await replays.start();
      return replays;
    };
    const settled = async (made: Replays, name: string) => {
      while ((await made.find(name)).state === 'building') await pause(2);
      return made.find(name);
    };
    const rowsOf = async (made: Replays, name: string): Promise<string> => {
      const ready = await made.ready(name);
      return (await dump(ready.model(cases))) + (await dump(ready.model(purchases)));
    };
    const begun = async (engine: Engine): Promise<void> => {
      await append(engine.log, bought('j1', 1), opened('j1', 2), bought('j2', 9));
      await engine.caughtUp();
    };

    it('is kept over a restart, built or not', async () => {
      const first = await start({ projections: both });
      await begun(first);
      const made = await replaysOf(first);
      await made.create({ name: 'built', asOf: 8, expiresInMs });
      await settled(made, 'built');
      const before = await rowsOf(made, 'built');
      await made.create({ name: 'left', asOf: 8, expiresInMs });
      await made.stop();
      await first.stop();
      const again = await replaysOf(await start({ projections: both }));
      for (const name of ['built', 'left']) {
        const names = ['cases', 'purchases'];
        expect(await settled(again, name)).toMatchObject({ state: 'ready', asOf: 8, projections: names });
        expect(await rowsOf(again, name)).toBe(before);
      }
    });

    it.each([
      ['nothing of it but its name', 0],
      ['one of its two builds', 1],
    ])('is whole again where a kill left %s', async (_, complete) => {
      const engine = await start({ projections: both });
      await begun(engine);
      const made = await replaysOf(engine);
      await made.create({ name: 'then', asOf: 8, expiresInMs });
      await settled(made, 'then');
      const before = await rowsOf(made, 'then');
      await made.stop();
      const builds = (await engine.readStore.replays())[0]?.builds ?? [];
      for (const { id } of builds.slice(complete)) await engine.readStore.remove(id);
      await append(engine.log, bought('j3', 3)); // of the very past that it shows, and not known to it
      const again = await replaysOf(engine);
      expect(await settled(again, 'then')).toMatchObject({
        state: 'ready',
        projections: ['cases', 'purchases'],
      });
      if (complete > 0) expect(await rowsOf(again, 'then')).toBe(before);
      const { position, model } = await again.ready('then');
      const models = [model(cases), model(purchases)];
      for (const one of models) expect((await one.checkpoint())?.position).toBe(position);
    });

    it('is built where builds of its size are, is told how far, and goes on there', async () => {
      const engine = await start({ projections: both });
      await begun(engine);
      const asked: FillRequest[] = [];
      const elsewhere: Fill = (request) => {
        asked.push(request);
        request.progress.reach(2);
        return new Promise((_, reject) => {
          request.signal.addEventListener('abort', () => reject(new Error('broken off')));
        });
      };
      const made = await replaysOf(engine, both, elsewhere);
      await made.create({ name: 'then', asOf: 8, knownAt: 7, expiresInMs });
      while (asked.length === 0) await pause(2);
      expect(await made.find('then')).toMatchObject({ state: 'building', progress: { done: 2, total: 3 } });
      await expect(made.ready('then')).rejects.toMatchObject({ code: 'replay-building' });
      expect(asked[0]).toMatchObject({
        projections: [{ name: 'cases' }, { name: 'purchases' }],
        replay: { name: 'then', asOf: 8, knownAt: 7, head: { position: await engine.log.head() } },
      });
      await made.remove('then');
      expect(await engine.readStore.builds()).toHaveLength(2);
    });

    it('is not told by the rows of a log that was restored from a backup', async () => {
      const first = await start({ projections: both });
      await append(first.log, bought('j', 1));
      await first.stop();
      await here().saveLog();
      const second = await start({ projections: both });
      await append(second.log, bought('j', 2));
      const before = await replaysOf(second);
      await before.create({ name: 'then', asOf: 8, expiresInMs });
      await settled(before, 'then');
      await before.stop();
      await second.stop();
      await here().restoreLog();
      const made = await replaysOf(await start({ projections: both }));
      const { state, error } = await settled(made, 'then');
      expect(state).toBe('failed');
      expect(error).toContain('ahead of the log');
      await expect(made.ready('then')).rejects.toMatchObject({ status: 409, code: 'replay-failed' });
      await made.remove('then');
      expect(await made.list()).toEqual([]);
    });

    it('is not told by the rows of another version of a fold', async () => {
      const engine = await start({ projections: both });
      await begun(engine);
      const made = await replaysOf(engine);
      await made.create({ name: 'then', asOf: 8, expiresInMs });
      await settled(made, 'then');
      await made.stop();
      const newer = await replaysOf(engine, [{ ...cases, version: 2 }, purchases]);
      expect(await settled(newer, 'then')).toMatchObject({
        state: 'failed',
        error: 'cases was of version 1, and is of 2 now',
      });
    });

    it('is forgotten where it expired while nobody was there', async () => {
      const engine = await start({ projections: both });
      await begun(engine);
      const made = await replaysOf(engine);
      await made.create({ name: 'short', asOf: 8, expiresInMs: 1 });
      await made.stop();
      await pause(5);
      const again = await replaysOf(engine);
      expect(await again.list()).toEqual([]);
      expect(await engine.readStore.replays()).toEqual([]);
      await again.create({ name: 'short', asOf: 8, expiresInMs });
      expect(await settled(again, 'short')).toMatchObject({ state: 'ready' });
    });

    it('that could not be built says why, and leaves its name free when it is removed', async () => {
      const engine = await start({ projections: both });
      await begun(engine);
      const made = await replaysOf(engine);
      const create = engine.readStore.create.bind(engine.readStore);
      const full = Object.assign(new Error('The disk is full.'), { code: 'ENOSPC' });
      jest
        .spyOn(engine.readStore, 'create')
        .mockImplementationOnce(create) // of the first part
        .mockRejectedValueOnce(full);
      const request = { name: 'then', asOf: 8, expiresInMs };
      await made.create(request);
      expect(await settled(made, 'then')).toMatchObject({ state: 'failed', error: 'The disk is full.' });
      await expect(made.create(request)).rejects.toMatchObject({ code: 'replay-exists' });
      await made.remove('then');
      await made.create({ ...request, projections: ['cases'] });
      expect(await settled(made, 'then')).toMatchObject({ state: 'ready', projections: ['cases'] });
      await expect(made.create({ projections: ['x'], expiresInMs })).rejects.toMatchObject({
        code: 'unknown-projection',
      });
    });
  });
}
