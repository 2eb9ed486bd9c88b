import type { Millis } from '@rapport/policy';
import type { JourneyEvent } from '../catalogue/events';
import type { Rejection } from '../kernel/rejection';
import type { RelationshipState } from '../state/relationship-fold';
import { contradiction } from './judge';

/** A fold that decisions can be made from. */
export interface DecidingFold extends RelationshipState {
  /** The next event in business order. */
  step(event: JourneyEvent): void;
}

/** A place in a journey's history: what came before it, folded, and what was recorded after it. */
export interface Place<Fold extends DecidingFold> {
  readonly fold: Fold;
  readonly later: readonly JourneyEvent[];
}

/** A fact on its way into the log, and what our policy makes of it. */
export interface Append<Fold extends DecidingFold> {
  readonly fact: JourneyEvent;
  /** The later of the fact and the journey's last decision. */
  readonly decidedAt: Millis;
  /** The decision, given all that occurred up to `decidedAt`. */
  decision(fold: Fold): JourneyEvent | undefined;
  /** Why an event that was recorded before is not legal any more. */
  refusal(fold: Fold, recorded: JourneyEvent): Rejection | undefined;
}

/**
 * Puts a fact at its place, decides the stage at `decidedAt`, over the history up to then, and goes on to the end. The fold is
 * advanced all the way, unless a later event would not be legal any more.
 */
export function record<Fold extends DecidingFold>(
  { fold, later }: Place<Fold>,
  append: Append<Fold>,
): Rejection | undefined {
  fold.step(append.fact);
  if (later.length > 0) return decideAmong(later, fold, append);
  decide(fold, append);
  return undefined;
}

/** The same for a fact that is late. */
function decideAmong<Fold extends DecidingFold>(
  later: readonly JourneyEvent[],
  fold: Fold,
  append: Append<Fold>,
): Rejection | undefined {
  const upToDecision = later.filter(({ occurredAt }) => occurredAt <= append.decidedAt);
  const refused = goOn(fold, upToDecision, append);
  if (refused !== undefined) return refused;
  decide(fold, append);
  return goOn(fold, later.slice(upToDecision.length), append);
}

function decide<Fold extends DecidingFold>(fold: Fold, append: Append<Fold>): void {
  const decision = append.decision(fold);
  if (decision !== undefined) fold.step(decision);
}

/** Steps through recorded events as long as they are legal. */
function goOn<Fold extends DecidingFold>(
  fold: Fold,
  events: readonly JourneyEvent[],
  append: Append<Fold>,
): Rejection | undefined {
  for (const event of events) {
    const refused = append.refusal(fold, event);
    if (refused !== undefined) return contradiction(event, refused);
    fold.step(event);
  }
  return undefined;
}
