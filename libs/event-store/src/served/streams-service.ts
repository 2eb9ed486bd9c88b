import type { handleServerStreamingCall, ServerWritableStream } from '@grpc/grpc-js';
import type { EventStore } from '../event-store';
import type { IStreamsServer, ReadReq, ReadResp } from '../eventstoredb/protocol';
import { authorizationOf, type Access, type AccessRule } from './access';
import { append } from './append';
import { batchAppend, refuseAppends } from './batch-append';
import { checkRead } from './check-read';
import { accessDenied, failureOf, invalidArgument, unauthenticated } from './failure';
import { CallerGone, Outlet } from './outlet';
import { Places } from './places';
import { readAll } from './read-all';
import { readStream } from './read-stream';
import { subscribeToAll, subscribeToStream } from './subscribe';

/** The service Streams over a log. When it stops, those who keep a call are sent away, with the reason that it stops for. */
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
      Promise.resolve()
        .then(() => accessTo(call, accessOf))
        .then((access) =>
          access === 'system' ? batchAppend(store, places, call, stopping) : refuseAppends(call, stopping),
        )
        .then(
          () => call.end(),
          (error: unknown) => {
            if (!(error instanceof CallerGone)) call.emit('error', failureOf(error));
          },
        );
    },
  };
}

type Called = Pick<ServerWritableStream<unknown, unknown>, 'metadata'>;

function demand(call: Called, accessOf: AccessRule, allowed: readonly Access[]): void {
  if (!allowed.includes(accessTo(call, accessOf))) throw accessDenied();
}

/** @throws Failure where credentials are given that are nobody's */
function accessTo({ metadata }: Called, accessOf: AccessRule): Access {
  const authorization = authorizationOf(metadata);
  const access = accessOf(authorization);
  if (access === 'none' && authorization !== undefined) throw unauthenticated();
  return access;
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
  checkRead(options);
  const outlet = new Outlet<ReadResp>(call, stopping);
  if (options.hasSubscription()) {
    const left = new AbortController();
    call.on('cancelled', () => left.abort());
    const following = { log, places, options, outlet, gone: left.signal, stopping };
    return options.hasAll() ? subscribeToAll(following) : subscribeToStream(following);
  }
  return options.hasAll() ? readAll(log, places, options, outlet) : readStream(log, places, options, outlet);
}
