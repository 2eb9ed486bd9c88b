import { join } from 'node:path';
import { aStream, someEvents } from '../../compliance';
import { headsUpTo, storedHead } from './heads';
import { openRaw, type RawStore } from './testing/open-raw';
import { temporaryFolder, type TemporaryFolder } from './testing/temporary-folder';
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

  it('are brought up to date now and then, all at once', async () => {
    await raw.store.append(aStream(), someEvents(2_000), 'any');
    expect(headsUpTo(raw.database)).toBe(2_003);
    expect(storedHead(raw.database, 'journey-1')).toMatchObject({ revision: 2, position: 3 });
  });

  it('are what they were after a transaction that failed', () => {
    const heads = new WriterHeads(raw.database);
    raw.database.exec('BEGIN');
    heads.settle([], 5_000);
    raw.database.rollback();
    heads.reload();
    expect(heads.of('journey-1')).toMatchObject({ revision: 2, position: 3 });
  });

  it('never move back', () => {
    const heads = new WriterHeads(raw.database);
    const back = () => heads.settle([{ id: 1, revision: -1, position: 0 }], 5_000);
    expect(back).toThrow('moved back');
  });
});
