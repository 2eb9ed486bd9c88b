import {
  ErrorType,
  EventStoreDBClient,
  jsonEvent,
  persistentSubscriptionToStreamSettingsFromDefaults,
} from '@eventstore/db-client';
import type { Access } from '../served';
import { servedLog, type ServerUnderTest } from './testing/servers';

/** What we serve to whom, and what we do not serve at all, as the official client sees it. */
describe('the served log', () => {
  let server: ServerUnderTest;
  let client: EventStoreDBClient;

  async function connect(access: Access): Promise<void> {
    server = await servedLog(() => access);
    client = EventStoreDBClient.connectionString(server.connectionString);
  }

  afterEach(async () => {
    await client.dispose();
    await server.close();
  });

  const event = jsonEvent({ type: 'Happened', data: { what: 'something' } });
  const credentials = { username: 'admin', password: 'changeit' };
  const denied = { type: ErrorType.ACCESS_DENIED };

  const readAll = async (): Promise<number> => {
    let count = 0;
    for await (const read of client.readAll()) count += read.event === undefined ? 0 : 1;
    return count;
  };

  it('lets a reader read and not append, in a batch or alone', async () => {
    await connect('reader');
    expect(await readAll()).toBe(0);
    await expect(client.appendToStream('s', event)).rejects.toMatchObject(denied);
    await expect(client.appendToStream('s', event, { credentials })).rejects.toMatchObject(denied);
    expect(await readAll()).toBe(0);
  });

  it('lets others do nothing', async () => {
    await connect('none');
    await expect(readAll()).rejects.toMatchObject(denied);
    await expect(client.appendToStream('s', event)).rejects.toMatchObject(denied);
  });

  it('answers what it does not speak as unimplemented', async () => {
    await connect('system');
    const unimplemented = { code: 12 };
    await client.appendToStream('s', event);
    await expect(client.deleteStream('s')).rejects.toMatchObject(unimplemented);
    await expect(client.tombstoneStream('s')).rejects.toMatchObject(unimplemented);
    const settings = persistentSubscriptionToStreamSettingsFromDefaults();
    const subscribing = client.createPersistentSubscriptionToStream('s', 'group', settings);
    await expect(subscribing).rejects.toMatchObject(unimplemented);
  });

  it('takes only JSON, and says so', async () => {
    await connect('system');
    const binary = { ...event, contentType: 'application/octet-stream', data: Buffer.from('x') } as never;
    await expect(client.appendToStream('s', binary, { credentials })).rejects.toMatchObject({ code: 3 });
  });
});
