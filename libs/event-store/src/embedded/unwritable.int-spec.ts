import { join } from 'node:path';
import { aStream, anEvent, someEvents } from '../../compliance';
import { openRaw, type RawStore } from './testing/open-raw';
import { temporaryFolder, type TemporaryFolder } from './testing/temporary-folder';
import { verifyEmbedded } from './verify/verify';

const large = { data: { text: 'x'.repeat(100_000) } };

describe('a log that cannot be written', () => {
  let folder: TemporaryFolder;
  let raw: RawStore;
  beforeEach(() => {
    folder = temporaryFolder();
    raw = openRaw(join(folder.path, 'log.sqlite'));
  });
  afterEach(async () => {
    await raw.store.close();
    folder.remove();
  });
  const limitPages = (pages: number): void => raw.database.exec(`PRAGMA max_page_count = ${pages}`);

  it('refuses appends, says why, still answers, and recovers by itself', async () => {
    const { store } = raw;
    const stream = aStream();
    await store.append(stream, [anEvent()], 'no-stream');
    limitPages(1); // no more than there are
    await expect(store.append(stream, [anEvent(large)], 0)).rejects.toMatchObject({
      code: 'store-read-only',
    });
    await expect(store.append(stream, [anEvent(large)], 0)).rejects.toMatchObject({
      code: 'store-read-only',
    });
    expect(await store.health()).toEqual({
      writable: false,
      reason: expect.stringContaining('full') as string,
    });
    expect(await store.readStream(stream)).toHaveLength(1);
    limitPages(100_000);
    expect(await store.health()).toEqual({ writable: true });
    await expect(store.append(stream, [anEvent(large)], 0)).resolves.toMatchObject({ revision: 1 });
    expect(await verifyEmbedded({ folder: folder.path })).toMatchObject({
      sound: true,
      events: 2,
      streams: 1,
    });
  });

  it('recovers with the next append, also when nobody asked for its health', async () => {
    const { store } = raw;
    limitPages(1);
    await expect(store.append(aStream(), someEvents(5, large), 'any')).rejects.toMatchObject({
      code: 'store-read-only',
    });
    limitPages(100_000);
    await expect(store.append(aStream(), someEvents(5, large), 'any')).resolves.toMatchObject({
      revision: 4,
    });
  });

  it('does not claim to know whether an append was stored when the disk fails under its commit', async () => {
    const { store, database } = raw;
    const events = someEvents(2);
    const exec = database.exec.bind(database);
    const failing = jest.spyOn(database, 'exec').mockImplementation((sql) => {
      if (sql === 'COMMIT') throw Object.assign(new Error('disk I/O error'), { errcode: 1_034 });
      exec(sql);
    });
    await expect(store.append('journey-1', events, 'no-stream')).rejects.toMatchObject({
      code: 'unknown-outcome',
    });
    failing.mockRestore();
    await expect(store.append('journey-1', events, 'no-stream')).resolves.toMatchObject({ revision: 1 });
    expect(await store.readStream('journey-1')).toHaveLength(2);
  });

  it('answers when even reading again fails, and reads again before the next append', async () => {
    const { store, database } = raw;
    await store.append('journey-1', [anEvent()], 'no-stream');
    const broken = (): never => {
      throw Object.assign(new Error('disk I/O error'), { errcode: 266 });
    };
    const exec = database.exec.bind(database);
    const failing = [
      jest.spyOn(database, 'exec').mockImplementation((sql) => (sql === 'COMMIT' ? broken() : exec(sql))),
      jest.spyOn(database, 'get').mockImplementation(broken),
    ];
    await expect(store.append('journey-1', [anEvent()], 0)).rejects.toMatchObject({
      code: 'unknown-outcome',
    });
    for (const mock of failing) mock.mockRestore();
    await expect(store.append('journey-1', [anEvent()], 0)).resolves.toMatchObject({ revision: 1 });
    expect(await verifyEmbedded({ folder: folder.path })).toMatchObject({ sound: true, events: 2 });
  });

  it('rejects the whole batch when its transaction fails, and forgets all of it', async () => {
    const { store } = raw;
    const [kept, other] = [aStream(), aStream()];
    await store.append(kept, [anEvent()], 'no-stream');
    raw.database.exec(
      `CREATE TEMP TABLE promises (of INTEGER REFERENCES none (x) DEFERRABLE INITIALLY DEFERRED)`,
    );
    raw.database.exec('CREATE TEMP TABLE none (x INTEGER PRIMARY KEY)');
    raw.database.exec('PRAGMA foreign_keys = ON');
    raw.database.exec(
      `CREATE TEMP TRIGGER break_commit AFTER INSERT ON main.events BEGIN INSERT INTO promises VALUES (1); END`,
    );
    const outcomes = await Promise.allSettled([
      store.append(kept, someEvents(3), 0),
      store.append(other, [anEvent({ type: 'NewType' })], 'no-stream'),
      store.append(other, [anEvent()], 5),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected', 'rejected']);
    raw.database.exec('DROP TRIGGER break_commit');
    await expect(store.append(kept, [anEvent()], 0)).resolves.toMatchObject({ revision: 1 });
    await expect(store.append(other, [anEvent({ type: 'NewType' })], 'no-stream')).resolves.toMatchObject({
      revision: 0,
    });
    expect((await store.readAll()).events.map((event) => event.type)).toEqual([
      'SomethingHappened',
      'SomethingHappened',
      'NewType',
    ]);
    expect(await verifyEmbedded({ folder: folder.path })).toMatchObject({
      sound: true,
      events: 3,
      streams: 2,
    });
  });
});
