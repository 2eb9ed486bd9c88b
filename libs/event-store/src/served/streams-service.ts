import { status, type handleServerStreamingCall, type ServerWritableStream } from '@grpc/grpc-js';
import type { EventStore } from '../event-store';
import type { IStreamsServer, ReadReq, ReadResp } from '../eventstoredb/protocol';
import { authorizationOf, type Access, type AccessRule } from './access';
import { append } from './append';
import { batchAppend, refuseAppends } from './batch-append';
import { accessDenied, Failure, failureOf, invalidArgument } from './failure';
import { CallerGone, Outlet } from './outlet';
import { Places } from './places';
import { readAll } from './read-all';
import { readStream } from './read-stream';
import { subscribeToAll, subscribeToStream } from './subscribe';

/** The service Streams over a log. Followers are sent away when it stops. */
export function streamsService(
  store: EventStore,
  accessOf: AccessRule,
  stopping: AbortSignal,
): Pick<IStreamsServer, 'read' | 'append' | 'batchAppend'> {
  const places = new Places(store.logId);
  return {
    read: streaming(async (call) => {
      demand(call, accessOf, ['reader', 'system']);
      await read(store, places, call, stopping);
    }),
    append: (call, callback) => {
      Promise.resolve()
        .then(() => demand(call, accessOf, ['system']))
        .then(() => append(store, places, call))
        .then(
          (response) => callback(null, response),
          (error: unknown) => callback(failureOf(error)),
        );
    },
    batchAppend: (call) => {
      const mayAppend = accessOf(authorizationOf(call.metadata)) === 'system';
      const served = mayAppend ? batchAppend(store, places, call, stopping) : refuseAppends(call, stopping);
      served.then(
        () => call.end(),
        (error: unknown) => {
          if (!(error instanceof CallerGone)) call.emit('error', failureOf(error));
        },
      );
    },
  };
}

function demand(
  { metadata }: Pick<ServerWritableStream<unknown, unknown>, 'metadata'>,
  accessOf: AccessRule,
  allowed: readonly Access[],
): void {
  if (!allowed.includes(accessOf(authorizationOf(metadata)))) throw accessDenied();
}

const streaming =
  (
    work: (call: ServerWritableStream<ReadReq, ReadResp>) => Promise<void>,
  ): handleServerStreamingCall<ReadReq, ReadResp> =>
  (call) => {
    work(call).then(
      () => call.end(),
      (error: unknown) => {
        if (!(error instanceof CallerGone)) call.emit('error', failureOf(error));
      },
    );
  };

/** Which of the reads is asked for. */
async function read(
  log: EventStore,
  places: Places,
  call: ServerWritableStream<ReadReq, ReadResp>,
  stopping: AbortSignal,
): Promise<void> {
  const options = call.request.getOptions();
  if (options === undefined || !(options.hasStream() || options.hasAll()))
    throw invalidArgument('A read says of what: a stream or $all.');
  const outlet = new Outlet<ReadResp>(call);
  if (options.hasSubscription()) {
    const left = new AbortController();
    call.on('cancelled', () => left.abort());
    const following = { log, places, options, outlet, gone: left.signal, stopping };
    return options.hasAll() ? subscribeToAll(following) : subscribeToStream(following);
  }
  if (options.getCount() === '0') throw new Failure(status.UNKNOWN, 'A read is of one event or more.');
  return options.hasAll() ? readAll(log, places, options, outlet) : readStream(log, places, options, outlet);
}
