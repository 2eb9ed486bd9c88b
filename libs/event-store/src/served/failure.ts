import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import {
  AppendTooLarge,
  InvalidEvent,
  InvalidStream,
  StoreClosed,
  StoreReadOnly,
  UnknownOutcome,
} from '../errors';
import { MAX_APPEND_BYTES } from '../limits';

/** A call's end as EventStoreDB's clients understand it: the trailers name the exception. */
export class Failure extends Error implements ServiceError {
  override readonly name = 'Failure';
  readonly metadata = new Metadata();

  constructor(
    readonly code: status,
    readonly details: string,
    trailers: Readonly<Record<string, string>> = {},
  ) {
    super(details);
    for (const [key, value] of Object.entries(trailers)) this.metadata.set(key, value);
  }
}

export const accessDenied = (): Failure =>
  new Failure(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

/** Credentials that are nobody's, where `accessDenied` is for those who are known, or give none. */
export const unauthenticated = (): Failure => new Failure(status.UNAUTHENTICATED, 'Unauthenticated');

export const invalidArgument = (details: string): Failure => new Failure(status.INVALID_ARGUMENT, details);

/** For what EventStoreDB answers as `UNKNOWN`: it fails on it, where it could refuse it. */
export const unknownFailure = (details: string): Failure => new Failure(status.UNKNOWN, details);

export const tooLarge = (): Failure =>
  new Failure(status.INVALID_ARGUMENT, `Maximum Append Size of ${MAX_APPEND_BYTES} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(MAX_APPEND_BYTES),
  });

/** What the store threw, for a caller. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof AppendTooLarge) return tooLarge();
  if (error instanceof InvalidEvent || error instanceof InvalidStream) return invalidArgument(error.message);
  if (error instanceof StoreClosed) return new Failure(status.UNAVAILABLE, 'Server Is Not Ready');
  if (error instanceof StoreReadOnly) return new Failure(status.UNAVAILABLE, error.message);
  if (error instanceof UnknownOutcome)
    return new Failure(status.ABORTED, `Operation timed out: ${error.message}`);
  return unknownFailure(error instanceof Error ? error.message : 'Something failed.');
}
