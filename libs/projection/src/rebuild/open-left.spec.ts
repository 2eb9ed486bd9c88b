import type { EventLog } from '@rapport/event-store';
import { BuildHeld, BuildUnusable, type BuildEntry, type ReadStore } from '@rapport/read-store';
import { purchases } from '../../compliance/projections';
import { leftOpener } from './open-left';

describe('what there is of a build before one is begun', () => {
  const { name, version } = purchases;
  const id = { projection: name, version, build: 'b' };
  const head = { logId: 'l', position: 'p', lastEventId: 'e', newestOccurredAt: 1 };
  const left: BuildEntry = {
    ...{ id, state: 'loading', replay: undefined },
    progress: { head, slab: 0, lastSubject: 'j', done: 7 },
  };
  const build = { id };
  const log = {
    logId: 'l',
    head: () => Promise.resolve('p'),
    eventAt: () => Promise.resolve({ id: 'e' }),
  } as unknown as EventLog;

  /** One look after the other; a build is held as long as it is in `held`. */
  const store = (looks: readonly (readonly BuildEntry[])[], held = new Set<BuildEntry>()) => {
    let at = -1;
    const look = (): readonly BuildEntry[] => looks[Math.min(at, looks.length - 1)] ?? [];
    const open = jest.fn((asked: BuildEntry['id']) => {
      const entry = look().find((one) => one.id.build === asked.build);
      if (entry === undefined) return Promise.reject(new BuildUnusable(asked, 'it is missing'));
      return held.has(entry) ? Promise.reject(new BuildHeld(asked)) : Promise.resolve(build);
    });
    const builds = () => {
      at += 1;
      return Promise.resolve(look());
    };
    return { readStore: { builds, open } as unknown as ReadStore, open };
  };
  const opener = (readStore: ReadStore, more: object = {}) =>
    leftOpener({ log, readStore, ...more })(purchases);

  it('is gone on with where nobody holds it', async () =>
    expect(await opener(store([[left]]).readStore)).toEqual({ build }));

  it('is taken when it is complete, where somebody else is making it', async () => {
    const seen: number[] = [];
    const { readStore } = store(
      [[left], [{ ...left, state: 'complete', progress: undefined }]],
      new Set([left]),
    );
    expect(await opener(readStore, { onWait: (done: number) => seen.push(done) })).toEqual({ made: id });
    expect(seen).toEqual([7]);
  });

  it('is taken where it is complete before it is its turn', async () => {
    const made: BuildEntry = { ...left, state: 'complete', progress: undefined };
    expect(await opener(store([[made]]).readStore, { underWay: [id.build] })).toEqual({ made: id });
    const other: BuildEntry = { ...left, id: { ...id, projection: 'other', build: 'c' } };
    const openLeft = leftOpener({
      log,
      readStore: store([
        [other, left],
        [other, made],
      ]).readStore,
    });
    expect(await openLeft({ ...purchases, name: 'other' })).toEqual({ build });
    expect(await openLeft(purchases)).toEqual({ made: id });
  });

  it('is the newest of those that are complete meanwhile', async () => {
    const made: BuildEntry = { ...left, state: 'complete', progress: undefined };
    const newer: BuildEntry = { ...made, id: { ...id, build: 'c' } };
    expect(await opener(store([[made, newer]]).readStore, { underWay: ['b', 'c'] })).toEqual({
      made: newer.id,
    });
  });

  it('is gone on with where whoever was making it has died', async () =>
    expect(await opener(store([[left], [{ ...left }]], new Set([left])).readStore)).toEqual({ build }));

  it('is nothing where it was given up', async () =>
    expect(await opener(store([[left], []], new Set([left])).readStore)).toBeUndefined());

  it('is waited for from its beginning on', async () => {
    const begun = { ...left, progress: undefined };
    const made: BuildEntry = { ...begun, state: 'in-force' };
    expect(await opener(store([[begun], [made]], new Set([begun])).readStore)).toEqual({ made: id });
  });

  it('is not waited for any longer than one waits', async () => {
    const { readStore, open } = store([[left]], new Set([left]));
    const signal = AbortSignal.timeout(20);
    await expect(opener(readStore, { signal })).rejects.toMatchObject({ name: 'AbortError' });
    expect(open).toHaveBeenCalledTimes(1);
  });

  it('is nothing of another log', async () => {
    const other = { ...left, progress: { head: { ...head, logId: 'o' }, slab: 0, lastSubject: null } };
    expect(await opener(store([[other]], new Set([other])).readStore)).toBeUndefined();
  });

  it('is of that replay, and not one that was complete before', async () => {
    const { readStore, open } = store([
      [
        { ...left, replay: 'then' },
        { ...left, id: { ...id, build: 'c' }, state: 'complete' },
      ],
    ]);
    expect(await opener(readStore)).toBeUndefined();
    expect(open).not.toHaveBeenCalled();
    expect(await opener(readStore, { replay: { name: 'then' } })).toEqual({ build });
  });
});
