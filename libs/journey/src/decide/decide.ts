import { catalogue, definitionOf } from '../catalogue/catalogue';
import type { Rejection } from '../kernel/rejection';
import type { Journey } from '../state/journey';
import type { Command, DecideContext, Decision } from './command';
import { refusal, refusalOfRecorded } from './judge';
import { NewEvents } from './new-events';
import { record } from './record';
import { stageDecision } from './stage-decision';
import { aheadOfClock } from './time-guard';

const refused = (rejection: Rejection): Decision => ({ outcome: 'refused', rejection });

/**
 * What is recorded because of a command: the fact and what our policy makes of it, in one append. The journey is advanced to
 * the state after these events; a refusal leaves it untouched. Whoever holds the journey drops it when the append fails or
 * when this throws.
 *
 * A command is late when it occurred before the journey's newest event. It is judged at its own place in time, and everything
 * recorded after that place must stay legal. Commands in order never pay for that, nor need the journey's events.
 */
export function decide(journey: Journey, command: Command, context: DecideContext): Decision {
  const { now, policies } = context;
  const when = { occurredAt: command.occurredAt ?? now, policy: policies.inForce };
  const ahead = aheadOfClock(when, now);
  if (ahead !== undefined) return refused(ahead);

  const current = journey.fold(policies);
  const late = when.occurredAt < journey.newestOccurredAt;
  const place = late ? journey.until(when.occurredAt, policies) : { fold: current, later: [] };
  const definition = definitionOf(command.name);
  const data = definition.complete(command.payload, place.fold.facts, when);
  const illegal = refusal(definition.guards, place.fold.facts, data, when);
  if (illegal !== undefined) return refused(illegal);
  if (definition.saysNothingNew(place.fold.facts, data, when)) return { outcome: 'unchanged' };

  const made = new NewEvents(journey, command, context);
  const fact = made.make(catalogue.commands[command.name].records, data, when.occurredAt);
  const decidedAt = Math.max(when.occurredAt, current.lastDecidedAt ?? -Infinity);
  const contradicted = record(place, {
    fact,
    decidedAt,
    decision: (fold) => {
      const move = stageDecision(fold, fact, policies.inForce, decidedAt);
      return move && made.make('StageChanged', move, decidedAt);
    },
    refusal: ({ facts }, recorded) => refusalOfRecorded(facts, recorded, policies),
  });
  if (contradicted !== undefined) return refused(contradicted);
  journey.adopt(made.events, place.fold, command.commandId);
  return { outcome: 'record', events: made.events };
}
