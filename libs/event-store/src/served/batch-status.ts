import { status as grpc } from '@grpc/grpc-js';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import type { Message } from 'google-protobuf';
import {
  AppendTooLarge,
  InvalidEvent,
  InvalidStream,
  UnknownOutcome,
  WrongExpectedRevision,
} from '../errors';
import { RpcCode, RpcStatus, shared } from '../eventstoredb/protocol';
import { MAX_APPEND_BYTES } from '../limits';
import { Failure } from './failure';

/** What went wrong with one append of a batch; the others go on. */
export function statusOf(error: unknown): RpcStatus {
  if (error instanceof WrongExpectedRevision)
    return status(RpcCode.ALREADY_EXISTS, 'WrongExpectedVersion', conflict(error));
  if (error instanceof AppendTooLarge)
    return status(
      RpcCode.INVALID_ARGUMENT,
      'MaximumAppendSizeExceeded',
      new shared.MaximumAppendSizeExceeded().setMaxappendsize(MAX_APPEND_BYTES),
    );
  if (error instanceof Failure)
    return status(codeOf(error), error.details, new shared.BadRequest().setMessage(error.details));
  if (error instanceof InvalidEvent || error instanceof InvalidStream)
    return status(RpcCode.INVALID_ARGUMENT, 'BadRequest', new shared.BadRequest().setMessage(error.message));
  if (error instanceof UnknownOutcome)
    return status(RpcCode.DEADLINE_EXCEEDED, 'Timeout', new shared.Timeout());
  return status(RpcCode.UNAVAILABLE, 'Server Is Not Ready', new Empty());
}

const codeOf = ({ code }: Failure): RpcCode =>
  code === grpc.UNIMPLEMENTED ? RpcCode.UNIMPLEMENTED : RpcCode.INVALID_ARGUMENT;

export const denied = (): RpcStatus =>
  status(RpcCode.PERMISSION_DENIED, 'AccessDenied', new shared.AccessDenied());

const TYPE_NAMES = new Map<unknown, string>([
  [shared.WrongExpectedVersion, 'event_store.client.WrongExpectedVersion'],
  [shared.MaximumAppendSizeExceeded, 'event_store.client.MaximumAppendSizeExceeded'],
  [shared.BadRequest, 'event_store.client.BadRequest'],
  [shared.Timeout, 'event_store.client.Timeout'],
  [shared.AccessDenied, 'event_store.client.AccessDenied'],
  [Empty, 'google.protobuf.Empty'],
]);

function status(code: RpcCode, message: string, details: Message): RpcStatus {
  const any = new Any();
  any.pack(details.serializeBinary(), TYPE_NAMES.get(details.constructor) ?? '');
  return new RpcStatus().setCode(code).setMessage(message).setDetails(any);
}

function conflict({ expected, actual }: WrongExpectedRevision): shared.WrongExpectedVersion {
  const wrong = new shared.WrongExpectedVersion();
  if (actual === undefined) wrong.setCurrentNoStream(new Empty());
  else wrong.setCurrentStreamRevision(String(actual));
  if (expected === 'no-stream') return wrong.setExpectedNoStream(new Empty());
  if (expected === 'exists') return wrong.setExpectedStreamExists(new Empty());
  if (expected === 'any') return wrong.setExpectedAny(new Empty());
  return wrong.setExpectedStreamPosition(String(expected));
}
