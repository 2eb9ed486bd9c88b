import type { ServerDuplexStream } from '@grpc/grpc-js';
import { AppendTooLarge } from '../errors';
import type { EventStore, ExpectedRevision } from '../event-store';
import { BatchAppendResp, shared, type BatchAppendReq } from '../eventstoredb/protocol';
import { MAX_APPEND_BYTES } from '../limits';
import { streamIdentifier } from '../eventstoredb/read-request';
import { uuidText } from '../eventstoredb/uuid';
import { denied, statusOf } from './batch-status';
import { invalidArgument } from './failure';
import { bytesOf, eventsFor, expectationOf, streamIn } from './from-wire';
import { Outlet } from './outlet';
import type { Places } from './places';
import { until } from './until';

type BatchCall = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

/** Appends under way for one call. One that reads no answers is asked for no more. */
const MOST_RUNNING = 1_024;

/** Appends of one call that have begun and are not whole. */
const MOST_BEGUN = 1_024;

/** An append of which not all messages have come. Of one that grows too large no more is kept. */
class Begun {
  readonly messages: BatchAppendReq.ProposedMessage[] = [];
  readonly stream: string;
  private bytes = 0;

  constructor(readonly options: BatchAppendReq.Options) {
    this.stream = streamIn(options);
  }

  get isTooLarge(): boolean {
    return this.bytes > MAX_APPEND_BYTES;
  }

  add(message: BatchAppendReq.ProposedMessage): void {
    this.bytes += bytesOf(message);
    if (!this.isTooLarge) this.messages.push(message);
  }
}

/**
 * Streams.BatchAppend: many appends over one call, each in one or more messages under its own id. They are handed to the
 * store in the order in which they became whole, and answered when they are durable. A caller may keep the call for ever: when
 * nothing more is served, it is told to come again, as what was sent by then may not have been taken.
 */
export async function batchAppend(
  store: EventStore,
  places: Places,
  call: BatchCall,
  stopping: AbortSignal,
): Promise<void> {
  const outlet = new Outlet<BatchAppendResp>(call);
  const begun = new Map<string, Begun>();
  const running = new Set<Promise<void>>();
  for await (const request of requestsOf(call, stopping)) {
    const whole = assembled(begun, request);
    if (whole === undefined) continue;
    const answer = appended(store, places, request, whole)
      .then((response) => outlet.send(response))
      .catch(() => undefined) // the caller is gone: nobody is left to be told
      .finally(() => running.delete(answer));
    running.add(answer);
    if (running.size >= MOST_RUNNING) await Promise.race(running);
  }
  await Promise.all(running);
  stopping.throwIfAborted();
}

/** Streams.BatchAppend of one who may not append: nothing is kept, and each append is answered when it begins. */
export async function refuseAppends(call: BatchCall, stopping: AbortSignal): Promise<void> {
  const outlet = new Outlet<BatchAppendResp>(call);
  for await (const request of requestsOf(call, stopping)) {
    const options = request.getOptions();
    if (options !== undefined) await outlet.send(responseTo(request, new Begun(options)).setError(denied()));
  }
  stopping.throwIfAborted();
}

const requestsOf = (call: BatchCall, stopping: AbortSignal): AsyncIterable<BatchAppendReq> =>
  until(call as AsyncIterable<BatchAppendReq>, stopping);

function assembled(begun: Map<string, Begun>, request: BatchAppendReq): Begun | undefined {
  const id = uuidText(request.getCorrelationId());
  const options = request.getOptions();
  if (options !== undefined && !begun.has(id)) begun.set(id, new Begun(options));
  const append = begun.get(id);
  if (append === undefined) throw invalidArgument('An append begins with its options.');
  if (begun.size > MOST_BEGUN) throw invalidArgument('Too many appends of this call are not whole yet.');
  for (const message of request.getProposedMessagesList()) append.add(message);
  if (!request.getIsFinal()) return undefined;
  begun.delete(id);
  return append;
}

async function appended(
  store: EventStore,
  places: Places,
  request: BatchAppendReq,
  append: Begun,
): Promise<BatchAppendResp> {
  try {
    if (append.isTooLarge) throw new AppendTooLarge('The append is larger than its limit.');
    const events = eventsFor(append.stream, append.messages);
    const { revision, position } = await store.append(append.stream, events, expectedOf(append.options));
    const place = places.numberOf(position);
    const where = new shared.AllStreamPosition().setCommitPosition(place).setPreparePosition(place);
    const success = new BatchAppendResp.Success().setCurrentRevision(String(revision)).setPosition(where);
    return responseTo(request, append).setSuccess(success);
  } catch (error) {
    return responseTo(request, append).setError(statusOf(error));
  }
}

const responseTo = (request: BatchAppendReq, { stream }: Begun): BatchAppendResp =>
  new BatchAppendResp()
    .setCorrelationId(request.getCorrelationId())
    .setStreamIdentifier(streamIdentifier(stream));

function expectedOf(options: BatchAppendReq.Options): ExpectedRevision {
  return options.hasStreamPosition() ? Number(options.getStreamPosition()) : expectationOf(options);
}
