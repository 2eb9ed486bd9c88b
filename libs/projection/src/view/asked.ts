import type { Millis } from '@rapport/event-store';
import { isoInstant, parseInstant, parseKnownAt } from '../http/instant';
import type { MomentQuery } from '../http/moment-query';
import { Problem } from '../http/problem';

/** When a view is of. What is left out is not narrowed. */
export interface TimeTravel {
  /** Business time: events with occurredAt up to and including it are seen. */
  readonly asOf?: Millis;
  /** Recorded time: events with recordedAt up to and including it are seen, memberships too. */
  readonly knownAt?: Millis;
}

/** What a query says about its moment, read. */
export interface Asked extends TimeTravel {
  readonly waitFor?: string;
  readonly at?: Millis;
  readonly replay?: string;
}

export type MomentParameters = Pick<MomentQuery, 'waitFor' | 'at' | 'asOf' | 'knownAt' | 'replay'>;

/** @throws Problem 400 `validation-failed`, `not-known-yet`, `replay-with-time-travel` */
export function askedBy({ waitFor, at, asOf, knownAt, replay }: MomentParameters): Asked {
  if (replay !== undefined && (asOf ?? knownAt) !== undefined) throw replayHasItsOwn(replay);
  return {
    ...(waitFor !== undefined && { waitFor }),
    ...(at !== undefined && { at: parseInstant('at', at) }),
    ...(asOf !== undefined && { asOf: parseInstant('asOf', asOf) }),
    ...(knownAt !== undefined && { knownAt: parseKnownAt(knownAt) }),
    ...(replay !== undefined && { replay }),
  };
}

export const travels = ({ asOf, knownAt }: TimeTravel): boolean => (asOf ?? knownAt) !== undefined;

export const travelOf = ({ asOf, knownAt }: TimeTravel): TimeTravel => ({
  ...(asOf !== undefined && { asOf }),
  ...(knownAt !== undefined && { knownAt }),
});

/** As answers state it. */
export const statedTravel = ({ asOf, knownAt }: TimeTravel) => ({
  ...(asOf !== undefined && { asOf: isoInstant(asOf) }),
  ...(knownAt !== undefined && { knownAt: isoInstant(knownAt) }),
});

const replayHasItsOwn = (replay: string): Problem =>
  new Problem({
    status: 400,
    code: 'replay-with-time-travel',
    title: 'A replay has its own asOf and knownAt',
    detail: `Replay ${replay} was made for its own asOf and knownAt: ask it without them, or ask for them without the replay.`,
  });
