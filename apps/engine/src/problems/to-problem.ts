import { HttpException } from '@nestjs/common';
import {
  AppendTooLarge,
  CorruptStore,
  ForeignPosition,
  MalformedPosition,
  StoreClosed,
  StoreReadOnly,
  StoreUnavailable,
} from '@rapport/event-store';
import { Problem } from '@rapport/projection';
import { ReadStoreEmptied, ReadStoreUnavailable } from '@rapport/read-store';
import { maxBodyBytes, maxBulkBytes } from '../http/limits';
import { problem } from './problem';

/** The problem that an error stands for; undefined where it is one of ours to mend, of which nobody is told the details. */
export function toProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  return fromStore(error) ?? fromFastify(error) ?? fromNest(error);
}

function fromStore(error: unknown): Problem | undefined {
  if (error instanceof StoreReadOnly) return problem('store-read-only', error.message);
  if (error instanceof StoreUnavailable) return away('store-unavailable', 'The event log', error);
  if (error instanceof ReadStoreEmptied) return problem('read-store-emptied', error.message);
  if (error instanceof ReadStoreUnavailable)
    return away('read-store-unavailable', 'The database of the read models', error);
  if (error instanceof CorruptStore) return problem('corrupt-store', error.message);
  if (error instanceof StoreClosed) return shuttingDown();
  if (error instanceof AppendTooLarge) return problem('append-too-large', error.message);
  if (error instanceof ForeignPosition || error instanceof MalformedPosition) {
    return new Problem({
      status: 400,
      code: error.code,
      title: 'Not a position of this log',
      detail: error.message,
    });
  }
  return undefined;
}

/** What a server said is for the log: it may name hosts and users. */
function away(code: 'store-unavailable' | 'read-store-unavailable', what: string, cause: Error): Problem {
  const found = problem(code, `${what} does not answer. Nothing was done; try again in a moment.`);
  found.cause = cause;
  return found;
}

export const shuttingDown = (): Problem =>
  problem(
    'shutting-down',
    'The engine is stopping and takes no new requests. Send it again once it is back.',
  );

const mebi = 2 ** 20;
const tooLarge =
  `One command or question takes ${maxBodyBytes / 1024} KiB, commands in bulk ${maxBulkBytes / mebi} MiB: ` +
  'send less at a time.';

/** What Fastify refuses before a route is asked, by its error codes. */
function fromFastify(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  switch (code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return problem(
        'unsupported-media-type',
        'Send one command or question as application/json, commands in bulk as application/x-ndjson.',
      );
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return problem('body-too-large', tooLarge);
    default:
  }
  if (typeof statusCode !== 'number' || statusCode < 400 || statusCode >= 500) return undefined;
  return otherStatus(statusCode);
}

function fromNest(error: unknown): Problem | undefined {
  if (!(error instanceof HttpException)) return undefined;
  const status = error.getStatus();
  if (error.cause !== undefined) return fromFastify(error.cause) ?? otherStatus(status);
  return status === 404 ? problem('route-not-found', 'See /docs for what there is.') : otherStatus(status);
}

function otherStatus(status: number): Problem | undefined {
  if (status >= 500) return undefined;
  if (status === 413) return problem('body-too-large', tooLarge);
  const { code, title } = { code: 'malformed-request', title: 'The request cannot be read' };
  return new Problem({
    status,
    code,
    title,
    detail: 'The request breaks the rules of HTTP or of this path.',
  });
}
