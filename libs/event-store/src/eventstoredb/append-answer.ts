import { AppendTooLarge, StoreReadOnly, WrongExpectedRevision } from '../errors';
import { MAX_APPEND_BYTES } from '../limits';
import type { Append } from './append-request';
import { RpcCode, shared, type BatchAppendResp, type RpcStatus } from './protocol';

/** Where the last event of the append is; `place` is missing where the server does not say it. */
export interface Appended {
  readonly revision: number;
  readonly place: number | undefined;
}

/** What the server's answer means for the append. */
export type Answer =
  | { readonly kind: 'appended'; readonly appended: Appended }
  | { readonly kind: 'refused'; readonly error: Error }
  /** Nothing was stored: it can be sent again, whatever it expects. */
  | { readonly kind: 'not-now'; readonly reason: string }
  /** It may have been stored. */
  | { readonly kind: 'unknown'; readonly reason: string };

export function answerOf(response: BatchAppendResp, append: Append): Answer {
  const success = response.getSuccess();
  if (success === undefined) return refusalOf(response.getError(), append);
  const place = success.getPosition()?.getCommitPosition();
  const revision = Number(success.getCurrentRevision());
  return { kind: 'appended', appended: { revision, place: place === undefined ? undefined : Number(place) } };
}

/** An answer that does not settle the append: it goes on being tried. */
export type Unsettled = Extract<Answer, { readonly reason: string }>;

/** What the server answers while it cannot take appends, as text only. */
const NOT_NOW = /not ready|is busy|no leader/i;

function refusalOf(error: RpcStatus | undefined, append: Append): Answer {
  const message = error?.getMessage() ?? 'no answer';
  switch (error?.getDetails()?.getTypeName()) {
    case 'event_store.client.WrongExpectedVersion':
      return { kind: 'refused', error: conflict(error, append) };
    case 'event_store.client.MaximumAppendSizeExceeded':
      return {
        kind: 'refused',
        error: new AppendTooLarge(
          `The append is larger than the server's limit. Keep it below ${MAX_APPEND_BYTES} bytes.`,
        ),
      };
    case 'event_store.client.AccessDenied':
      return {
        kind: 'refused',
        error: new StoreReadOnly(
          `EventStoreDB lets us not append to ${append.stream}. Check the credentials.`,
        ),
      };
    case 'event_store.client.StreamDeleted':
    case 'event_store.client.BadRequest':
      return {
        kind: 'refused',
        error: new Error(`EventStoreDB refused the append to ${append.stream}: ${message}`),
      };
    default:
      return othersOf(error, message);
  }
}

/** EventStoreDB itself gives none of these a code; a log that an engine serves tells by it that its disk is full. */
function othersOf(error: RpcStatus | undefined, message: string): Answer {
  if (NOT_NOW.test(message)) return { kind: 'not-now', reason: message };
  if (error?.getCode() !== RpcCode.UNAVAILABLE) return { kind: 'unknown', reason: message };
  return { kind: 'refused', error: new StoreReadOnly(`The server takes no appends: ${message}`) };
}

function conflict(error: RpcStatus, { stream, expected }: Append): WrongExpectedRevision {
  const details = error
    .getDetails()
    ?.unpack(shared.WrongExpectedVersion.deserializeBinary, 'event_store.client.WrongExpectedVersion');
  const actual = details?.hasCurrentStreamRevision() ? Number(details.getCurrentStreamRevision()) : undefined;
  return new WrongExpectedRevision(stream, expected, actual);
}
