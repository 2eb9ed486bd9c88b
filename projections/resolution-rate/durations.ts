import type { CaseRow, Question } from './question';
import type { Sample } from './survival';

/** How long a case was watched for something, and how that ended. */
export interface Watch {
  readonly ended: keyof Sample;
  /** Instant, milliseconds. */
  readonly until: number;
}

const event = (until: number): Watch => ({ ended: 'events', until });
const competing = (until: number): Watch => ({ ended: 'competing', until });
const censored = (until: number): Watch => ({ ended: 'censored', until });

/** Until the first touch of ours. */
export const untilTouch = (row: CaseRow, { at }: Question): Watch =>
  row.touchedAt === null ? censored(at) : event(row.touchedAt);

/**
 * Until the first proposal. A case that was given up without one is still without one at `at`, and its customer still waits:
 * censoring it at its closing would make giving up look fast.
 */
export function untilProposal({ attempts }: CaseRow, { at }: Question): Watch {
  const [first] = attempts;
  return first === undefined ? censored(at) : event(first[0]);
}

/**
 * Until the customer first confirmed. Cases that stand void or unresolved can no longer be confirmed: that competes. Silence
 * does not: a case closed in silence is not confirmed at `at`.
 */
export function untilConfirmation({ status, statusSince, confirmedAt }: CaseRow, { at }: Question): Watch {
  if (status === 'void') return competing(statusSince);
  if (confirmedAt !== null) return event(confirmedAt);
  return status === 'unresolved' ? competing(statusSince) : censored(at);
}

/**
 * Until the proposal that lasted: the first one that neither a rejection, a withdrawal, a reopening, a linked recurrence nor
 * giving up broke within `lastingMs`. The problem was gone from that proposal on, so that is the event's time, although it
 * can be known only `lastingMs` later. At `at` nobody knows of proposals younger than that, whether they will last; so all
 * cases are watched until `at - lastingMs` and no longer. (Watching the others longer than those with a young proposal
 * would censor exactly who is about to have the event.)
 */
export function untilLastingResolution({ attempts }: CaseRow, { at, lastingMs }: Question): Watch {
  const known = at - lastingMs;
  const lasting = attempts.find(
    ([proposedAt, brokenAt]) =>
      proposedAt <= known && (brokenAt === null || brokenAt - proposedAt >= lastingMs),
  );
  return lasting === undefined ? censored(known) : event(lasting[0]);
}

/** The customer's clock: runs from the opening and never pauses. */
export const customersMs = ({ openedAt }: CaseRow, until: number): number => until - openedAt;

/** Our clock: stands still while the case is held on the customer. */
export function oursMs(row: CaseRow, until: number): number {
  const held = row.holds.map(([from, to]) => Math.max(0, Math.min(to ?? until, until) - from));
  return held.reduce((left, ms) => left - ms, customersMs(row, until));
}
