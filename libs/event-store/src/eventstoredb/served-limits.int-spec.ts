import {
  ErrorType,
  EventStoreDBClient,
  eventTypeFilter,
  jsonEvent,
  persistentSubscriptionToStreamSettingsFromDefaults,
} from '@eventstore/db-client';
import { credentials as credentialsOf } from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { eventually } from '../../compliance';
import type { Access } from '../served';
import { appendRequest } from './append-request';
import { StreamsClient, type BatchAppendResp, type ReadResp } from './protocol';
import { readStreamRequest } from './read-request';
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

  it('keeps nothing of an append that is not allowed, and answers when it begins', async () => {
    await connect('reader');
    const bare = new StreamsClient(`127.0.0.1:${server.port}`, credentialsOf.createInsecure());
    const call = bare.batchAppend();
    const answered = once(call, 'data') as Promise<[BatchAppendResp]>;
    const append = { stream: 's', events: [], expected: 'any' } as const;
    call.write(appendRequest(randomUUID(), append, new Date()).setIsFinal(false));
    const [answer] = await answered;
    expect(answer.getError()?.getDetails()?.getTypeName()).toBe('event_store.client.AccessDenied');
    call.on('error', () => undefined).cancel();
    bare.close();
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
    await expect(client.listAllPersistentSubscriptions()).rejects.toMatchObject(unimplemented);
    const info = client.getPersistentSubscriptionToStreamInfo('s', 'group');
    await expect(info).rejects.toMatchObject(unimplemented);
    await expect(client.restartPersistentSubscriptionSubsystem()).rejects.toMatchObject(unimplemented);
  });

  it('keeps no streams of a server, by whose metadata events could be forgotten', async () => {
    await connect('system');
    await client.appendToStream('s', event);
    for (const options of [{}, { credentials }])
      await expect(client.setStreamMetadata('s', { maxCount: 1 }, options)).rejects.toThrow();
    expect(await client.getStreamMetadata('s')).not.toHaveProperty('metadata');
    expect(await readAll()).toBe(1);
  });

  it('knows the end by the number that clients for .NET call it', async () => {
    await connect('system');
    await client.appendToStream('s', event);
    const fromPosition = { commit: 2n ** 64n - 1n, prepare: 2n ** 64n - 1n };
    const read = async (direction: 'forwards' | 'backwards'): Promise<number> => {
      let count = 0;
      for await (const { event: one } of client.readAll({ fromPosition, direction })) count += one ? 1 : 0;
      return count;
    };
    expect([await read('forwards'), await read('backwards')]).toEqual([0, 1]);
    const heard: unknown[] = [];
    const subscription = client.subscribeToAll({ fromPosition }).on('data', (one) => void heard.push(one));
    await new Promise((resolve) => subscription.once('caughtUp', resolve));
    await client.appendToStream('s', jsonEvent({ type: 'Later', data: {} }));
    await eventually(() => heard.length === 1);
    await subscription.unsubscribe();
  });

  /** What Node warns of meanwhile: too many listeners, that is. */
  async function warningsOf(work: () => Promise<unknown>): Promise<readonly Error[]> {
    const warnings: Error[] = [];
    const note = (warning: Error): void => void warnings.push(warning);
    process.on('warning', note);
    await work();
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('warning', note);
    return warnings;
  }

  it('waits once for a caller that is full, however many answers are due', async () => {
    await connect('system');
    const appends = () =>
      Array.from({ length: 500 }, (_, n) =>
        client.appendToStream(`s-${n}`, jsonEvent({ type: 'One', data: {} })),
      );
    expect(await warningsOf(() => Promise.all(appends()))).toEqual([]);
  });

  it('takes many who follow it', async () => {
    await connect('reader');
    const followed = async (): Promise<void> => {
      const all = Array.from({ length: 20 }, () => client.subscribeToAll());
      await Promise.all(all.map((one) => once(one, 'caughtUp')));
      await Promise.all(all.map((one) => one.unsubscribe()));
    };
    expect(await warningsOf(followed)).toEqual([]);
  });

  it('tells who keeps a call for appends to come again when it stops', async () => {
    await connect('system');
    const other = await servedLog();
    const bare = new StreamsClient(`127.0.0.1:${other.port}`, credentialsOf.createInsecure());
    const call = bare.batchAppend();
    const answered = once(call, 'data');
    const append = { stream: 's', events: [], expected: 'any' } as const;
    call.write(appendRequest(randomUUID(), append, new Date(Date.now() + 5_000)));
    await answered;
    const [ended] = await Promise.all([once(call, 'error') as Promise<[Error]>, other.close()]);
    bare.close();
    expect(ended[0]).toMatchObject({ code: 14, details: 'Server Is Not Ready' });
  });

  it('breaks off an expression that would take for ever, and serves on', async () => {
    await connect('system');
    await client.appendToStream('s', jsonEvent({ type: `${'a'.repeat(60)}b`, data: {} }));
    const filter = eventTypeFilter({ regex: '^(a|a)*$' });
    const subscription = client.subscribeToAll({ fromPosition: 'start', filter });
    const [error] = (await once(subscription, 'error')) as [Error];
    expect(error).toMatchObject({ code: 3, message: expect.stringContaining('takes too long') as string });
    expect(await readAll()).toBe(1);
  });

  /** One event, its data and metadata as these bytes; undefined where it was stored, else what it was refused with. */
  async function appendBytes(data: Buffer, metadata = Buffer.alloc(0)): Promise<string | undefined> {
    const bare = new StreamsClient(`127.0.0.1:${server.port}`, credentialsOf.createInsecure());
    const event = { id: randomUUID(), type: 'Sent', schemaVersion: 1, policyVersion: 0, occurredAt: 0 };
    const append = { stream: 's', expected: 'any', events: [{ ...event, data: '', metadata: '' }] } as const;
    const request = appendRequest(randomUUID(), append, new Date(Date.now() + 5_000));
    request.getProposedMessagesList()[0]?.setData(data).setCustomMetadata(metadata);
    const call = bare.batchAppend();
    const answered = once(call, 'data') as Promise<[BatchAppendResp]>;
    call.write(request);
    const [answer] = await answered;
    call.on('error', () => undefined).cancel();
    bare.close();
    const details = answer.getError()?.getDetails()?.getValue_asU8();
    return details && Buffer.from(details).toString('utf8');
  }

  it('keeps the data of an event as it was sent', async () => {
    await connect('system');
    const sent = ' {"big":12345678901234567890,"huge":1e400,"one":1.0,\n"2":0,"1":0,"twice":1,"twice":2}\n';
    expect(await appendBytes(Buffer.from(sent))).toBeUndefined();
    const bare = new StreamsClient(`127.0.0.1:${server.port}`, credentialsOf.createInsecure());
    const reading = bare.read(readStreamRequest('s', 'forwards', 0, 10));
    const texts: string[] = [];
    for await (const response of reading as AsyncIterable<ReadResp>) {
      const event = response.getEvent()?.getEvent();
      if (event !== undefined) texts.push(Buffer.from(event.getData_asU8()).toString('utf8'));
    }
    bare.close();
    expect(texts).toEqual([sent.trim().replace('\n', ' ')]);
  });

  it.each([
    ['data that is no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), Buffer.alloc(0)],
    ['data that is a list', Buffer.from('[1]'), Buffer.alloc(0)],
    ['metadata that is no JSON', Buffer.from('{}'), Buffer.from('not json')],
    ['metadata that is a text', Buffer.from('{}'), Buffer.from('"s"')],
    ['a version that is a text', Buffer.from('{}'), Buffer.from('{"schemaVersion":"2"}')],
  ])('refuses %s, rather than keep something else', async (_, data, metadata) => {
    await connect('system');
    expect(await appendBytes(data, metadata)).toMatch(/is no JSON object|has to be an integer/);
    expect(await readAll()).toBe(0);
  });

  it.each(['\\AAlpha\\z', '(?>Alpha)', '[a-z-[aeiou]]', 'Alpha\\Z'])(
    'refuses the expression %s, which would match nothing',
    async (regex) => {
      await connect('system');
      const subscription = client.subscribeToAll({ filter: eventTypeFilter({ regex }) });
      const [error] = (await once(subscription, 'error')) as [Error];
      expect(error).toMatchObject({
        code: 3,
        message: expect.stringContaining("JavaScript's are") as string,
      });
    },
  );

  it('takes only JSON, and says so', async () => {
    await connect('system');
    const binary = { ...event, contentType: 'application/octet-stream', data: Buffer.from('x') } as never;
    await expect(client.appendToStream('s', binary, { credentials })).rejects.toMatchObject({ code: 3 });
  });
});
