import { credentials, status, type ServiceError } from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';
import { ReadReq, shared, StreamsClient } from './protocol';
import { readAllRequest, readStreamRequest, subscribeRequest } from './read-request';
import { againstServers } from './testing/servers';

const { AllOptions, FilterOptions, Position, ReadDirection, SubscriptionOptions } = ReadReq.Options;
const { INVALID_ARGUMENT, UNKNOWN } = status;
const FARTHEST = 2n ** 63n - 1n;

type Change = (options: ReadReq.Options, filter: ReadReq.Options.FilterOptions) => unknown;
type Asked = readonly [what: string, request: ReadReq, change: Change];

const all = readAllRequest('forwards', 'start', 1, undefined);
const allFollowed = subscribeRequest('start');
const stream = readStreamRequest(`none-${randomUUID()}`, 'forwards', undefined, 1);
const streamFollowed = changed(stream, (options) => options.setSubscription(new SubscriptionOptions()));

const farInAll = (place: bigint): ReadReq.Options.AllOptions =>
  new AllOptions().setPosition(
    new Position().setCommitPosition(String(place)).setPreparePosition(String(place)),
  );

const INVALID: readonly Asked[] = [
  ['of nothing', all, (options) => options.clearAll()],
  ['of neither a number of events nor a subscription', stream, (options) => options.clearCount()],
  ['in a third direction', all, (options) => options.setReadDirection(7 as never)],
  ['of a stream in a third direction', stream, (options) => options.setReadDirection(7 as never)],
  ['that subscribes backwards', allFollowed, (options) => options.setReadDirection(ReadDirection.BACKWARDS)],
  ['of a stream with a filter', stream, (options) => options.setFilter(all.getOptions()?.getFilter())],
  ['that says nothing of a filter', all, (options) => options.clearFilter()],
  ['of a stream that says nothing of a filter', streamFollowed, (options) => options.clearNoFilter()],
  ['that filters by nothing', all, (_, filter) => filter.clearStreamIdentifier()],
  ['whose filter has no window', all, (_, filter) => filter.clearMax()],
  ['that subscribes with no window', allFollowed, (_, filter) => filter.clearMax()],
  [
    'that has neither a window nor checkpoints',
    allFollowed,
    (_, filter) => filter.setCheckpointintervalmultiplier(0).clearMax(),
  ],
];

const FAILING: readonly Asked[] = [
  ['that begins nowhere', all, (options) => options.setAll(new AllOptions())],
  ['that subscribes from nowhere', allFollowed, (options) => options.setAll(new AllOptions())],
  ['of a stream that begins nowhere', stream, (options) => options.getStream()?.clearStart()],
  [
    'that subscribes to a stream from nowhere',
    streamFollowed,
    (options) => options.getStream()?.clearStart(),
  ],
  ['of no event of a stream', stream, (options) => options.setCount('0')],
  ['that begins too far', all, (options) => options.setAll(farInAll(FARTHEST + 1n))],
  ['of a stream that begins too far', stream, (options) => begins(options, FARTHEST + 1n)],
  ['that subscribes to a stream from too far', streamFollowed, (options) => begins(options, FARTHEST + 1n)],
  ['whose checkpoints never come', allFollowed, (_, filter) => filter.setCheckpointintervalmultiplier(0)],
];

const SERVED: readonly Asked[] = [
  ['whose filter leaves the window to the server', all, (_, filter) => filter.setCount(new shared.Empty())],
  ['that needs no checkpoints', all, (_, filter) => filter.setCheckpointintervalmultiplier(0)],
  ['that begins as far as can be', all, (options) => options.setAll(farInAll(FARTHEST))],
  ['of a stream as far as can be', stream, (options) => begins(options, FARTHEST)],
  ['that subscribes by the number of the end', streamFollowed, (options) => begins(options, 2n ** 64n - 1n)],
];

/** What no client sends that is sound, and what is just sound. */
againstServers(
  (name, open) =>
    describe(`what is put together by hand: ${name}`, () => {
      it.each(INVALID)('refuses a read %s', async (_, request, change) => {
        expect(await refusalOf(changed(request, change))).toBe(INVALID_ARGUMENT);
      });

      it.each(FAILING)('fails on a read %s', async (_, request, change) => {
        expect(await refusalOf(changed(request, change))).toBe(UNKNOWN);
      });

      it.each(SERVED)('serves a read %s', async (_, request, change) => {
        expect(await refusalOf(changed(request, change))).toBeUndefined();
      });

      /** The code that it is refused with; undefined where it is served. */
      async function refusalOf(request: ReadReq): Promise<status | undefined> {
        const server = await open();
        const client = new StreamsClient(`127.0.0.1:${server.port}`, credentials.createInsecure());
        const call = client.read(request);
        const refusal = await new Promise<status | undefined>((resolve) => {
          call.on('error', (error) => resolve((error as ServiceError).code));
          for (const served of ['data', 'end']) call.on(served, () => resolve(undefined));
        });
        call.cancel();
        client.close();
        await server.close();
        return refusal;
      }
    }),
  'by a proxy', // no TLS here, either
);

const begins = (options: ReadReq.Options, revision: bigint): unknown =>
  options.getStream()?.setRevision(String(revision));

function changed(request: ReadReq, change: Change): ReadReq {
  const copy = request.clone();
  const options = copy.getOptions() ?? new ReadReq.Options();
  change(options, options.getFilter() ?? new FilterOptions());
  return copy;
}
