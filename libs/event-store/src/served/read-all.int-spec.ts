import { credentials } from '@grpc/grpc-js';
import { once } from 'node:events';
import { anEvent, someEvents } from '../../compliance';
import { StreamsClient, type ReadResp } from '../eventstoredb/protocol';
import { readAllRequest } from '../eventstoredb/read-request';
import { scriptedServer } from '../eventstoredb/testing/scripted-server';

it('a read of all ends where the log ended when it began, however slow its reader is', async () => {
  const server = await scriptedServer({});
  const client = new StreamsClient(`127.0.0.1:${server.port}`, credentials.createInsecure());
  const large = { data: { text: 'x'.repeat(20_000) } }; // together more than is sent to one who reads nothing
  for (let append = 0; append < 10; append += 1) await server.log.append('s', someEvents(10, large), 'any');
  const call = client.read(readAllRequest('forwards', 'start', 1_000, undefined));
  await once(call, 'readable');
  await server.log.append('s', [anEvent()], 'any');
  const events: ReadResp[] = [];
  for await (const response of call as AsyncIterable<ReadResp>)
    if (response.hasEvent()) events.push(response);
  expect(events).toHaveLength(100);
  client.close();
  await server.close();
});
