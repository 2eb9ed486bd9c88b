import { Metadata, status } from '@grpc/grpc-js';
import { StoreReadOnly, StoreUnavailable } from '../errors';
import { isUndiscovered } from './undiscovered';

/** What gRPC calls fail with. */
interface RpcFailure {
  readonly code: status;
  readonly details?: string;
  readonly metadata?: Metadata;
}

export const isRpcFailure = (error: unknown): error is Error & RpcFailure =>
  error instanceof Error && 'code' in error && typeof error.code === 'number';

/** The server's own name for what is wrong, in the trailers. */
export function exceptionOf(error: unknown): string | undefined {
  const metadata = isRpcFailure(error) ? error.metadata : undefined;
  return metadata instanceof Metadata ? metadata.getMap().exception?.toString() : undefined;
}

const TRANSIENT = new Set<status>([
  status.UNAVAILABLE,
  status.DEADLINE_EXCEEDED,
  status.ABORTED,
  status.CANCELLED,
  status.INTERNAL,
  status.RESOURCE_EXHAUSTED,
]);

/** Whether a call that failed so may do better in a moment: the server is away, starts, stops or no longer leads. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (exceptionOf(error) === 'not-leader') return true;
  if (isRpcFailure(error)) return TRANSIENT.has(error.code) || isUnknown(error);
  return isUndiscovered(error);
}

/** Whether a call failed before there was a connection, so that nothing of it can have arrived. */
export const neverLeft = (error: unknown): boolean =>
  isRpcFailure(error) &&
  error.code === status.UNAVAILABLE &&
  error.details?.startsWith('No connection established') === true;

/** A server that changes its role answers so; one that cannot read at a position does too. */
export const isUnknown = (error: unknown): boolean => isRpcFailure(error) && error.code === status.UNKNOWN;

/** What the port says instead. */
export function translated(error: unknown): unknown {
  if (exceptionOf(error) === 'access-denied' || isDenied(error))
    return new StoreReadOnly(`EventStoreDB refused access: ${describe(error)}. Check the credentials.`);
  if (isTransient(error)) return new StoreUnavailable(`EventStoreDB does not answer: ${whyAway(error)}`);
  return error;
}

const NO_MEMBER = 'no usable member of a cluster was found by the connection string';

/** What gRPC says around the cause is left out where there was no connection. */
export function whyAway(error: unknown): string {
  const said = describe(error);
  if (isUndiscovered(error)) return said.replace(/^.*? attempts\./, NO_MEMBER);
  if (/wrong version number|packet length too long/.test(said))
    return 'it has no TLS, which the connection string asks for: where that is meant, write tls=false';
  if (said.includes('Protocol error')) return 'what listens there does not speak its protocol, gRPC';
  if (said.includes('Last error: Failed to connect'))
    return 'it ends connections at once: perhaps it has TLS, and the connection string says tls=false';
  return /Last error: (?:Error: )?(.+?)(?: \(\d{4}-\S+\))?\. Resolution note/.exec(said)?.[1] ?? said;
}

/** Credentials that do not hold, or no longer. */
export const isDenied = (error: unknown): boolean =>
  isRpcFailure(error) && (error.code === status.PERMISSION_DENIED || error.code === status.UNAUTHENTICATED);

export const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error));
