import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { aStream, someEvents } from '../../../compliance';
import { openEmbeddedEventStore } from '../open';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder';
import { verifyEmbedded } from './verify';

describe('verifying a log', () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = temporaryFolder();
    const store = await openEmbeddedEventStore({ folder: folder.path });
    for (let round = 0; round < 8; round += 1) {
      await store.append('journey-1', someEvents(100), 'any');
      await store.append(aStream(), someEvents(50), 'any');
    }
    await store.close();
  });
  afterEach(() => folder.remove());

  it('counts what it found sound', async () => {
    const found = await verifyEmbedded({ folder: folder.path });
    expect(found).toEqual({ sound: true, logId: expect.any(String) as string, events: 1_200, streams: 9 });
  });

  it('runs beside the writer', async () => {
    const store = await openEmbeddedEventStore({ folder: folder.path });
    const [found] = await Promise.all([
      verifyEmbedded({ folder: folder.path }),
      store.append('journey-1', someEvents(10), 'any'),
    ]);
    expect(found).toMatchObject({ sound: true });
    await store.close();
  });

  it.each([
    ['a missing event', 'DELETE FROM events WHERE position = 500', 'position 500 is missing'],
    ['a wrong revision', 'UPDATE events SET revision = 7 WHERE position = 500', 'revision 7'],
    ['a broken chain', 'UPDATE events SET prev = 1 WHERE position = 500', 'points back to 1'],
    ['a decreasing time', 'UPDATE events SET recorded_at = 1 WHERE position = 500', 'recorded before'],
    [
      'damaged data',
      `UPDATE events SET data = '{' WHERE position = 550`,
      'the event at position 550, revision 399 of stream journey-1, cannot be read: its data is not JSON',
    ],
    [
      'data of another kind',
      `UPDATE events SET data = '[]' WHERE position = 500`,
      'its data is no JSON object',
    ],
    ['damaged metadata', `UPDATE events SET metadata = 'x' WHERE position = 500`, 'its metadata is not JSON'],
    ['an unknown type', 'UPDATE events SET type = 99 WHERE position = 500', 'its type is unknown'],
    ['a damaged id', `UPDATE events SET id = x'00' WHERE position = 500`, 'its id is damaged'],
    ['a lost end', 'DELETE FROM events WHERE position > 1190', 'is said to end'],
    ['a lost stream', 'DELETE FROM streams WHERE id = 2', '9 streams have events, 8 have a row'],
    [
      'a wrong head',
      'UPDATE streams SET head_revision = 5000 WHERE id = 1',
      'journey-1 is said to end at 5000',
    ],
    ['an anchor astray', 'UPDATE anchors SET position = 3 WHERE revision = 63', 'leads astray'],
    ['a lost anchor', 'DELETE FROM anchors WHERE revision = 127', 'anchors where 12 are due'],
  ])('finds %s', async (_, sql, fault) => {
    const connection = new DatabaseSync(join(folder.path, 'log.sqlite'));
    connection.exec(sql);
    connection.close();
    const found = await verifyEmbedded({ folder: folder.path });
    expect(found).toEqual({ sound: false, fault: expect.stringContaining(fault) as string });
  });

  it('does not take nothing for a sound log', async () => {
    await expect(verifyEmbedded({ folder: join(folder.path, 'nowhere') })).rejects.toMatchObject({
      code: 'store-missing',
    });
  });
});
