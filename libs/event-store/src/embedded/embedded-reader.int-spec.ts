import { aStream, anEvent, eventually, idsOf, someEvents } from '../../compliance';
import type { EmbeddedEventStore } from './embedded-event-store';
import type { EmbeddedReader } from './embedded-reader';
import { openEmbeddedEventStore, openEmbeddedReader } from './open';
import { temporaryFolder, type TemporaryFolder } from './testing/temporary-folder';

describe('a reader beside the writer', () => {
  let folder: TemporaryFolder;
  let store: EmbeddedEventStore;
  let reader: EmbeddedReader;
  beforeEach(async () => {
    folder = temporaryFolder();
    store = await openEmbeddedEventStore({ folder: folder.path });
    reader = await openEmbeddedReader({ folder: folder.path, pollIntervalMs: 5 });
  });
  afterEach(async () => {
    await reader.close();
    await store.close();
    folder.remove();
  });

  it('sees the same log', async () => {
    const { position } = await store.append(aStream(), someEvents(3), 'any');
    expect(reader.logId).toBe(store.logId);
    expect(await reader.head()).toBe(position);
    const [read, written] = [await reader.readAll(), await store.readAll()];
    expect(JSON.stringify(read)).toBe(JSON.stringify(written));
  });

  it('sees every event of a stream at once, however far the rows of the heads lag behind', async () => {
    const stream = aStream();
    for (let round = 0; round < 12; round += 1) {
      await store.append(aStream(), someEvents(190), 'any');
      await store.append(stream, someEvents(2), 'any');
      const last = round * 2 + 1;
      expect(await reader.readStream(stream, { from: last - 1 })).toHaveLength(2);
      expect((await reader.readStream(stream, { direction: 'backwards', limit: 1 }))[0]?.revision).toBe(last);
    }
  });

  it('follows what the writer appends', async () => {
    const events = someEvents(30);
    await store.append(aStream(), events.slice(0, 10), 'any');
    const heard: string[] = [];
    const subscription = reader.subscribe((batch) => void heard.push(...idsOf(batch)));
    await subscription.caughtUp;
    for (const event of events.slice(10)) await store.append(aStream(), [event], 'any');
    await eventually(() => heard.length >= events.length);
    expect(heard).toEqual(idsOf(events));
  });

  it('goes on while the writer is replaced', async () => {
    let heard = 0;
    reader.subscribe((batch) => void (heard += batch.length));
    await store.append(aStream(), [anEvent()], 'any');
    await store.close();
    expect((await reader.readAll()).events).toHaveLength(1);
    store = await openEmbeddedEventStore({ folder: folder.path });
    await store.append(aStream(), [anEvent()], 'any');
    await eventually(() => heard === 2);
  });

  it('reads a log that nobody writes', async () => {
    await store.append(aStream(), [anEvent()], 'any');
    await reader.close();
    await store.close();
    reader = await openEmbeddedReader({ folder: folder.path });
    expect((await reader.readAll()).events).toHaveLength(1);
  });
});
