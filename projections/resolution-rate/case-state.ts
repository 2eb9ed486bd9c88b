/** Milliseconds since 1970-01-01T00:00:00Z. */
type Millis = number;

/**
 * What became of a case. `confirmed`: the customer said that it is solved (themselves, or an agent with evidence); `tacit`:
 * closed in silence after a proposal; `unresolved` and `void`: closed so; `open`: none of these, a pending proposal included.
 */
export type CaseStatus = 'open' | 'confirmed' | 'tacit' | 'unresolved' | 'void';

/** A proposed resolution: since when, and when it was shown not to hold (null: it stands). */
export type Attempt = readonly [proposedAt: Millis, brokenAt: Millis | null];

/** A hold on the customer: from, until (null: not over). */
export type Hold = readonly [from: Millis, until: Millis | null];

/** One case as the fold knows it, and its row. */
export interface CaseState {
  readonly openedAt: Millis;
  product: string | null;
  topic: string | null;
  readonly channel: string | null;
  readonly touchpoint: string | null;
  /** The first team that had it. */
  team: string | null;
  status: CaseStatus;
  statusSince: Millis;
  /** When we first touched it: taken in charge, routed, contacted about it, or (none of these before) a resolution proposed. */
  touchedAt: Millis | null;
  /** When it was first confirmed. */
  confirmedAt: Millis | null;
  attempts: readonly Attempt[];
  holds: readonly Hold[];
  rejections: number;
  withdrawals: number;
  reopenings: number;
  /** Rejections, withdrawals and reopenings after a first proposal. */
  reworks: number;
  misdirections: number;
  handovers: number;
  /** When it stopped being solvable at first contact: see `spoil`. */
  spoiledAt: Millis | null;
}

/** Ends the hold on the customer, if there is one. */
export function endHold(it: CaseState, at: Millis): void {
  const [from, until] = it.holds.at(-1) ?? [0, at];
  if (until === null) it.holds = it.holds.with(-1, [from, at]);
}

export function touch(it: CaseState, at: Millis): void {
  it.touchedAt ??= at;
}

/** Notes the team that has it now. A second team ends first contact resolution. */
export function handTo(it: CaseState, team: string | undefined, at: Millis): void {
  if (team === undefined) return;
  it.team ??= team;
  if (it.team !== team) spoil(it, at);
}

/**
 * Something that first contact resolution does not survive: a second inbound contact about the case, a second proposal, a
 * second team, a rejection, a withdrawal, a reopening or a linked recurrence. The earliest counts.
 */
export function spoil(it: CaseState, at: Millis): void {
  it.spoiledAt = Math.min(it.spoiledAt ?? at, at);
}

export function enter(it: CaseState, status: CaseStatus, at: Millis): void {
  it.status = status;
  it.statusSince = at;
}

/** The newest attempt made by `at` is shown not to hold; an earlier sign of it stands. */
export function breakAttempt(it: CaseState, at: Millis): void {
  const index = it.attempts.findLastIndex(([proposedAt]) => proposedAt <= at);
  const attempt = it.attempts[index];
  if (attempt === undefined) return;
  const [proposedAt, brokenAt] = attempt;
  it.attempts = it.attempts.with(index, [proposedAt, Math.min(brokenAt ?? at, at)]);
}

/** A rejection, a withdrawal or a reopening. */
export function rework(it: CaseState, at: Millis): void {
  if (it.attempts.length > 0) it.reworks += 1;
  breakAttempt(it, at);
  spoil(it, at);
}
