import { aStream, someEvents } from '../../compliance';
import type { EmbeddedEventStore } from '../embedded/embedded-event-store';
import { openEmbeddedEventStore } from '../embedded/open';
import { temporaryFolder } from '../embedded/testing/temporary-folder';
import { serveEventStoreDB, type ServedProtocol } from '../served';
import { openEventStoreDBEventStore } from '.';

describe('a log that was filled before it was given an id', () => {
  const before = someEvents(3);
  let folder: ReturnType<typeof temporaryFolder>;
  let filled: EmbeddedEventStore;
  let served: ServedProtocol;

  beforeEach(async () => {
    folder = temporaryFolder();
    filled = await openEmbeddedEventStore({ folder: folder.path });
    await filled.append(aStream(), before, 'no-stream');
    served = await serveEventStoreDB(filled, { host: '127.0.0.1', port: 0, access: () => 'system' });
  });
  afterEach(async () => {
    await served.close();
    await filled.close();
    folder.remove();
  });

  const open = (as: 'engine' | 'mover') =>
    openEventStoreDBEventStore({ connectionString: `esdb://127.0.0.1:${served.port}?tls=false`, as });
  const ids = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id);

  it('is left as it is by who would move another log into it', async () => {
    await expect(open('mover')).rejects.toMatchObject({ code: 'migration-refused' });
    expect(await filled.count()).toBe(before.length);
  });

  it('is read from its first event on', async () => {
    const log = await open('engine');
    const [{ events }, count] = [await log.readAll(), await log.count()];
    await log.close();
    expect(ids(events)).toEqual(ids(before));
    expect(count).toBe(before.length);
  });

  it('is followed from its first event on', async () => {
    const log = await open('engine');
    const heard: string[] = [];
    const subscription = log.subscribe((events) => void heard.push(...ids(events)));
    await subscription.caughtUp;
    await subscription.close();
    await log.close();
    expect(heard).toEqual(ids(before));
  });
});
