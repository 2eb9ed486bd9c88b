import type { Millis, Policies } from '@rapport/policy';
import type { JourneyEvent } from '../catalogue/events';
import type { Rejection } from '../kernel/rejection';
import type { JourneyFold } from '../state/journey-fold';
import { contradiction, refusalOfRecorded } from './judge';
import type { NewEvents } from './new-events';
import { stageDecision } from './stage-decision';

/** A place in a journey's history: what came before it, folded, and what was recorded after it. */
export interface Place {
  readonly fold: JourneyFold;
  readonly later: readonly JourneyEvent[];
}

/**
 * Puts a fact at its place, decides the stage at `decidedAt`, over the history up to then, and goes on to the end. The fold is
 * advanced all the way, unless a later event would not be legal any more.
 */
export function record(
  { fold, later }: Place,
  fact: JourneyEvent,
  decidedAt: Millis,
  made: NewEvents,
  policies: Policies,
): Rejection | undefined {
  const upToDecision = later.filter(({ occurredAt }) => occurredAt <= decidedAt);
  fold.step(fact);
  const refused = goOn(fold, upToDecision, policies);
  if (refused !== undefined) return refused;
  const move = stageDecision(fold, fact, policies.inForce, decidedAt);
  if (move !== undefined) fold.step(made.make('StageChanged', move, decidedAt));
  return goOn(fold, later.slice(upToDecision.length), policies);
}

/** Steps through recorded events as long as they are legal. */
function goOn(fold: JourneyFold, events: readonly JourneyEvent[], policies: Policies): Rejection | undefined {
  for (const event of events) {
    const refused = refusalOfRecorded(fold.facts, event, policies);
    if (refused !== undefined) return contradiction(event, refused);
    fold.step(event);
  }
  return undefined;
}
