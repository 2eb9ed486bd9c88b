import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  ForeignPosition,
  MalformedPosition,
  type EventStore,
  type Millis,
  type Position,
} from '@rapport/event-store';
import { IsOptional, IsString, Length, Matches } from 'class-validator';
import type { HighWater, ProjectionRuntime } from '../runtime';
import { Problem } from './problem';

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/;
/** Of `2024-05-01T12:00`. */
const minuteLength = 16;

/** An instant as answers write it: ISO 8601, UTC, with milliseconds. */
export const isoInstant = (at: Millis): string => new Date(at).toISOString();

/** The query parameters that every question to a read model takes; extend it with those of the question. */
export class MomentQuery {
  /** A position that a command answered with: the answer includes that command. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  @ApiPropertyOptional({
    description: 'A position that a command answered with: the answer includes that command',
  })
  waitFor?: string;

  /** An ISO 8601 instant in UTC, not before the newest occurredAt in the log. Default: that newest occurredAt. */
  @IsOptional()
  @Matches(instant, { message: 'at must be an ISO 8601 instant in UTC, such as 2024-05-01T12:00:00Z' })
  @ApiPropertyOptional({
    format: 'date-time',
    description: 'The moment to answer for, not before the newest event; default: when that occurred',
  })
  at?: string;
}

/** The moment that a query answers for. */
export interface Moment {
  /** Epoch in an empty log, unless the query asked for another. */
  readonly at: Millis;
  /** What the rows hold, at least; null in an empty log. */
  readonly position: Position | null;
}

type Waiting = Pick<ProjectionRuntime, 'waitFor' | 'highWater'>;
type Positions = Pick<EventStore, 'checkPosition' | 'head'>;

/**
 * Waits as the query asks and says which moment its answer is for. Read the rows right after it.
 * @throws Problem 400 `foreign-position`, `malformed-position`, `malformed-instant`, `at-before-newest`; WaitForTimeout
 */
export async function resolveMoment(
  runtime: Waiting,
  store: Positions,
  query: Pick<MomentQuery, 'waitFor' | 'at'>,
): Promise<Moment> {
  if (query.waitFor !== undefined) await runtime.waitFor(await checkedPosition(store, query.waitFor));
  const reached = runtime.highWater();
  return { at: moment(reached, query.at), position: reached.position ?? null };
}

/**
 * A position that the log has. One beyond its end is not worth waiting for: what a command answered with is in the log.
 * @throws Problem 400 `foreign-position`, `malformed-position`
 */
export async function checkedPosition(store: Positions, text: string): Promise<Position> {
  try {
    const position = store.checkPosition(text);
    const head = await store.head();
    if (head !== undefined && position <= head) return position;
    throw new ForeignPosition(
      `Position ${position} lies beyond the end of this log. Was the log restored from a backup?`,
    );
  } catch (error) {
    if (!(error instanceof ForeignPosition) && !(error instanceof MalformedPosition)) throw error;
    throw new Problem({
      status: 400,
      code: error.code,
      title: 'Not a position of this log',
      detail: error.message,
    });
  }
}

function moment({ newestOccurredAt = 0 }: HighWater, asked: string | undefined): Millis {
  if (asked === undefined) return newestOccurredAt;
  const at = parseInstant(asked);
  if (at >= newestOccurredAt) return at;
  const newest = isoInstant(newestOccurredAt);
  throw new Problem({
    status: 400,
    code: 'at-before-newest',
    title: 'The moment lies before recorded history',
    detail: `at is ${asked}, but the newest event occurred at ${newest}. Ask for that moment or a later one.`,
    extra: { newestOccurredAt: newest },
  });
}

function parseInstant(text: string): Millis {
  const at = instant.test(text) ? Date.parse(text) : Number.NaN;
  // JavaScript reads February 30th as March 1st.
  if (Number.isFinite(at) && isoInstant(at).startsWith(text.slice(0, minuteLength))) return at;
  throw new Problem({
    status: 400,
    code: 'malformed-instant',
    title: 'Not an instant',
    detail: `at is "${text}", which is not an ISO 8601 instant in UTC, such as 2024-05-01T12:00:00Z.`,
  });
}
