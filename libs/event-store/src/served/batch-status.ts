import { status as grpc } from '@grpc/grpc-js';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import type { Message } from 'google-protobuf';
import { AppendTooLarge, UnknownOutcome, WrongExpectedRevision } from '../errors';
import { RpcCode, RpcStatus, shared } from '../eventstoredb/protocol';
import { MAX_APPEND_BYTES } from '../limits';
import { failureOf } from './failure';

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
  if (error instanceof UnknownOutcome)
    return status(RpcCode.DEADLINE_EXCEEDED, 'Timeout', new shared.Timeout());
  const { code, details } = failureOf(error);
  const isTheirFault = code === grpc.INVALID_ARGUMENT || code === grpc.UNIMPLEMENTED;
  return status(
    codeOf(code),
    details,
    isTheirFault ? new shared.BadRequest().setMessage(details) : new Empty(),
  );
}

/** gRPC's own and `google.rpc.Code` have the same names. */
const codeOf = (code: grpc): RpcCode => RpcCode[grpc[code] as keyof typeof RpcCode];

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
