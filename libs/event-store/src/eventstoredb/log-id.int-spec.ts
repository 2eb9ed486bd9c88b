import { aStream, someEvents } from '../../compliance';
import type { EmbeddedEventStore } from '../embedded/embedded-event-store';
import { openEmbeddedEventStore } from '../embedded/open';
import { temporaryFolder } from '../embedded/testing/temporary-folder';
import { serveEventStoreDB, type ServedProtocol } from '../served';
import { openEventStoreDBEventStore, type EventStoreDBEventStore } from '.';

describe('a log that was filled before it was given an id', () => {
  const folder = temporaryFolder();
  const before = someEvents(3);
  let filled: EmbeddedEventStore;
  let served: ServedProtocol;
  let log: EventStoreDBEventStore;

  beforeAll(async () => {
    filled = await openEmbeddedEventStore({ folder: folder.path });
    await filled.append(aStream(), before, 'no-stream');
    served = await serveEventStoreDB(filled, { host: '127.0.0.1', port: 0, access: () => 'system' });
    log = await openEventStoreDBEventStore({
      connectionString: `esdb://127.0.0.1:${served.port}?tls=false`,
    });
  });
  afterAll(async () => {
    await log.close();
    await served.close();
    await filled.close();
    folder.remove();
  });

  const ids = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id);

  it('is read from its first event on', async () => {
    const { events } = await log.readAll();
    expect(ids(events)).toEqual(ids(before));
    expect(await log.count()).toBe(before.length);
  });

  it('is followed from its first event on', async () => {
    const heard: string[] = [];
    const subscription = log.subscribe((events) => void heard.push(...ids(events)));
    await subscription.caughtUp;
    await subscription.close();
    expect(heard).toEqual(ids(before));
  });
});
