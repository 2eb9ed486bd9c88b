import { join } from 'node:path';
import { aStream, someEvents } from '../../compliance';
import { openForReading } from './connection';
import { headsUpTo, storedHead, TailHeads } from './heads';
import { openRaw, type RawStore } from './testing/open-raw';
import { temporaryFolder, type TemporaryFolder } from './testing/temporary-folder';
import { verifyEmbedded } from './verify/verify';
import { WriterHeads } from './writer-heads';

describe('the heads of streams', () => {
  let folder: TemporaryFolder;
  let raw: RawStore;
  beforeEach(async () => {
    folder = temporaryFolder();
    raw = openRaw(join(folder.path, 'log.sqlite'));
    for (let round = 0; round < 3; round += 1) await raw.store.append('journey-1', someEvents(1), 'any');
  });
  afterEach(async () => {
    await raw.store.close();
    folder.remove();
  });

  it('are found where their rows lag behind', () => {
    expect(storedHead(raw.database, 'journey-1')).toMatchObject({ revision: 0 });
    expect(new WriterHeads(raw.database).of('journey-1')).toMatchObject({ revision: 2, position: 3 });
  });

  const append = async (stream: string, events: number): Promise<void> => {
    for (let left = events; left > 0; left -= 1_000)
      await raw.store.append(stream, someEvents(Math.min(left, 1_000)), 'any');
  };

  it('are brought up to date later, but for those that moved on meanwhile', async () => {
    await raw.store.append('journey-2', someEvents(2), 'any');
    await append(aStream(), 10_000);
    await append('journey-2', 1);
    await append(aStream(), 8_000);
    expect(headsUpTo(raw.database)).toBe(0);
    await append(aStream(), 1);
    expect(headsUpTo(raw.database)).toBe(18_006 - 16_384);
    expect(storedHead(raw.database, 'journey-1')).toMatchObject({ revision: 2, position: 3 });
    expect(storedHead(raw.database, 'journey-2')).toMatchObject({ revision: 1, position: 5 });
    for (const heads of [new WriterHeads(raw.database), new TailHeads(raw.database)]) {
      expect(heads.of('journey-1')).toMatchObject({ revision: 2, position: 3 });
      expect(heads.of('journey-2')).toMatchObject({ revision: 2, position: 10_006 });
    }
    expect(await verifyEmbedded({ folder: folder.path })).toMatchObject({ sound: true, events: 18_007 });
  });

  it('are all in their rows once the log was closed', async () => {
    await raw.store.close();
    const { database } = openForReading(join(folder.path, 'log.sqlite'));
    expect(headsUpTo(database)).toBe(3);
    expect(storedHead(database, 'journey-1')).toMatchObject({ revision: 2, position: 3 });
    database.close();
  });

  it('are followed by a reader, over any number of such moves', async () => {
    const reader = new TailHeads(raw.database);
    for (let round = 0; round < 3; round += 1) {
      expect(reader.of('journey-1')).toMatchObject({ revision: 2 + round });
      await append('journey-1', 1);
      await append(aStream(), 18_000);
      expect(reader.of('journey-1')).toMatchObject({ revision: 3 + round });
    }
    expect(headsUpTo(raw.database)).toBeGreaterThan(18_000);
  });

  it('are what they were after a transaction that failed', () => {
    const heads = new WriterHeads(raw.database);
    raw.database.exec('BEGIN');
    heads.settle(50_000);
    expect(storedHead(raw.database, 'journey-1')).toMatchObject({ revision: 2 });
    raw.database.rollback();
    heads.reload();
    expect(heads.of('journey-1')).toMatchObject({ revision: 2, position: 3 });
  });

  it('never move back', () => {
    const heads = new WriterHeads(raw.database);
    heads.committed(new Map([['journey-1', { id: 1, revision: -1, position: 0 }]]));
    expect(() => heads.settle(50_000)).toThrow('moved back');
  });
});
