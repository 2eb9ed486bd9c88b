import { credentials, Metadata, type CallOptions, type ServiceError } from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:http2';
import { eventually } from '../../compliance';
import { AppendReq, ReadReq, shared, StreamsClient, type ReadResp } from '../eventstoredb/protocol';
import {
  readAllRequest,
  readStreamRequest,
  streamIdentifier,
  subscribeRequest,
} from '../eventstoredb/read-request';
import { uuidOf } from '../eventstoredb/uuid';
import { servedLog, type ServerUnderTest } from '../eventstoredb/testing/servers';
import type { Access } from './access';

/** What clients of other languages may send, and Node's does not, message by message. */
describe('what is called on the served port', () => {
  let server: ServerUnderTest;
  let client: StreamsClient;

  async function serving(access: Access): Promise<void> {
    server = await servedLog(() => access);
    client = new StreamsClient(`127.0.0.1:${server.port}`, credentials.createInsecure());
  }

  afterEach(async () => {
    client.close();
    await server.close();
  });

  /** How a read ends: undefined where it is served. */
  function endOf(request: ReadReq, metadata = new Metadata(), options: CallOptions = {}) {
    const call = client.read(request, metadata, options);
    return new Promise<ServiceError | undefined>((resolve) => {
      call.on('error', (error) => resolve(error as ServiceError)).on('end', () => resolve(undefined));
      call.resume();
    });
  }

  const events = readStreamRequest('s', 'forwards', 0, 1);
  const all = subscribeRequest('start');

  const authorized = (authorization: string): Metadata => {
    const metadata = new Metadata();
    metadata.set('authorization', authorization);
    return metadata;
  };

  it('tells wrong credentials from none', async () => {
    await serving('none');
    expect(await endOf(events)).toMatchObject({ code: 7 });
    expect(await endOf(events, authorized('Basic YTpi'))).toMatchObject({ code: 16 });
    const appending = client.batchAppend(authorized('Basic YTpi'));
    expect(await once(appending, 'error').catch((error: unknown) => [error])).toMatchObject([{ code: 16 }]);
  });

  it('refuses an append that does not say what it expects of its stream', async () => {
    await serving('system');
    const options = new AppendReq.Options().setStreamIdentifier(streamIdentifier('s'));
    const refused = new Promise((resolve) => {
      client.append(resolve).end(new AppendReq().setOptions(options));
    });
    expect(await refused).toMatchObject({ code: 3 });
  });

  it.each(['2147484S', '36000M'])('serves calls whose deadline is %s off', async (timeout) => {
    await serving('reader');
    const metadata = new Metadata();
    metadata.set('grpc-timeout', timeout);
    const call = client.read(all, metadata);
    let [ended, told] = [false, false];
    call.on('data', () => (told = true)).on('error', () => (ended = true));
    await eventually(() => told);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(ended).toBe(false);
    call.cancel();
  });

  it('ends calls whose deadline has come', async () => {
    await serving('reader');
    const metadata = new Metadata();
    metadata.set('grpc-timeout', '50m'); // the client itself knows nothing of it
    expect(await endOf(all, metadata)).toMatchObject({ code: 4 });
  });

  it.each([
    ['of a stream', readStreamRequest('s', 'forwards', 0, 1)],
    ['of all', readAllRequest('forwards', 'start', 1_000_000, undefined)],
  ])('sends readers %s away when it stops', async (_, request) => {
    await serving('system');
    for (let count = 0; count < 300; count += 1) await appended('s');
    const options = changed(request, (whole) => whole.setCount('1000000'));
    const call = client.read(new ReadReq().setOptions(options));
    const ended = new Promise<unknown>((resolve) =>
      call.on('error', resolve).on('end', () => resolve('whole')),
    );
    await once(call, 'readable');
    const closed = server.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    call.resume();
    expect(await ended).toMatchObject({ code: 14 });
    await closed;
  });

  it('stores nothing of an append that is broken off', async () => {
    await serving('system');
    const session = connect(`http://127.0.0.1:${server.port}`);
    const stream = session.request({
      ':method': 'POST',
      ':path': '/event_store.client.streams.Streams/Append',
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    stream.on('error', () => undefined);
    stream.write(framed(optionsFor('s')));
    stream.write(framed(proposing()));
    await new Promise((resolve) => setTimeout(resolve, 50));
    session.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const heard: ReadResp[] = [];
    await new Promise((resolve) =>
      client
        .read(events)
        .on('data', (one: ReadResp) => heard.push(one))
        .on('end', resolve),
    );
    expect(heard.map((response) => response.hasStreamNotFound())).toEqual([true]);
  });

  it('refuses names of streams that are no UTF-8', async () => {
    await serving('system');
    const name = new shared.StreamIdentifier().setStreamName(Buffer.from([0x61, 0xff]));
    const options = new ReadReq.Options.StreamOptions()
      .setStreamIdentifier(name)
      .setStart(new shared.Empty());
    const asked = changed(events, (whole) => whole.setStream(options));
    expect(await endOf(new ReadReq().setOptions(asked))).toMatchObject({ code: 3 });
  });

  it('begins a stream at its end by the number that is the end of all', async () => {
    await serving('system');
    const stream = new ReadReq.Options.StreamOptions().setStreamIdentifier(streamIdentifier('s'));
    stream.setRevision(String(2n ** 64n - 1n));
    const options = changed(all, (whole) => {
      whole.clearFilter();
      whole.setStream(stream).setNoFilter(new shared.Empty());
    });
    const heard: ReadResp[] = [];
    const call = client.read(new ReadReq().setOptions(options));
    call.on('data', (response: ReadResp) => void heard.push(response)).on('error', () => undefined);
    await eventually(() => heard.some((response) => response.hasCaughtUp()));
    await appended('s');
    await eventually(() => heard.some((response) => response.hasEvent()));
    call.cancel();
  });

  async function appended(stream: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const call = client.append((error) => (error ? reject(error) : resolve()));
      call.write(optionsFor(stream));
      call.end(proposing());
    });
  }
});

const optionsFor = (stream: string): AppendReq =>
  new AppendReq().setOptions(
    new AppendReq.Options().setStreamIdentifier(streamIdentifier(stream)).setAny(new shared.Empty()),
  );

function proposing(): AppendReq {
  const message = new AppendReq.ProposedMessage().setId(uuidOf(randomUUID())).setData(Buffer.from('{}'));
  message.getMetadataMap().set('type', 'Happened').set('content-type', 'application/json');
  return new AppendReq().setProposedMessage(message);
}

/** As gRPC sends it: not compressed, its length, itself. */
function framed(message: AppendReq): Buffer {
  const bytes = message.serializeBinary();
  const head = Buffer.alloc(5);
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

function changed(request: ReadReq, change: (options: ReadReq.Options) => unknown): ReadReq.Options {
  const options = request.clone().getOptions() ?? new ReadReq.Options();
  change(options);
  return options;
}
