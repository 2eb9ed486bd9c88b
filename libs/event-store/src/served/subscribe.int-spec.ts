import { credentials } from '@grpc/grpc-js';
import { getEventListeners, once } from 'node:events';
import { eventually } from '../../compliance';
import { StreamsClient } from '../eventstoredb/protocol';
import { subscribeRequest } from '../eventstoredb/read-request';
import { scriptedServer, type ScriptedServer } from '../eventstoredb/testing/scripted-server';

describe('a log that is followed', () => {
  const stopping = new AbortController().signal;
  const kept = (): number => getEventListeners(stopping, 'abort').length;
  let server: ScriptedServer;
  let client: StreamsClient;

  beforeEach(async () => {
    server = await scriptedServer({ stopping });
    client = new StreamsClient(`127.0.0.1:${server.port}`, credentials.createInsecure());
  });
  afterEach(async () => {
    client.close();
    await server.close();
  });

  it('keeps nothing of a caller whose subscription failed', async () => {
    const ended = once(client.read(subscribeRequest(1_000)).resume(), 'error') as Promise<[Error]>;
    await expect(ended.catch((error: unknown) => [error])).resolves.toMatchObject([{ code: 2 }]);
    expect(kept()).toBe(0);
  });

  it('keeps a caller until it goes', async () => {
    const call = client.read(subscribeRequest('start')).on('error', () => undefined);
    await once(call, 'data');
    await eventually(() => kept() === 1);
    call.cancel();
    await eventually(() => kept() === 0);
  });
});
