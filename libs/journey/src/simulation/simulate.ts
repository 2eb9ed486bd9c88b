import type { JourneyEvent } from '../catalogue/events';
import type { MeasuresState } from '../measures/measures-state';
import { appendsOf } from './appends';
import { partingAt } from './parting';
import type { Parting } from './parting';
import { SimulatedRelationship } from './simulated-relationship';
import type { Look, Move } from './simulated-append';
import { Unsupported } from './unsupported';
import type { CauseOf } from './unsupported';
import type { WhatIf } from './what-if';

/** One journey as it went, and as it would have gone. */
export interface SimulatedJourney {
  readonly facts: number;
  /** Facts that rest on a decision which the candidate would not have made. */
  readonly unsupportedFacts: number;
  /** In the order in which they were decided. */
  readonly decided: readonly Move[];
  readonly simulated: readonly Move[];
  /** Where the two part first; undefined where they never do. */
  readonly parting: Parting | undefined;
  /** All that the facts amount to, weighed as simulated. */
  readonly measures: MeasuresState;
}

/**
 * Takes a journey's facts as they are and makes the decisions again under another policy, append by append as the log has them,
 * with the rules of the write side: a late fact is put at its place and never revises a decision.
 * @param events in the order of their revisions
 */
export function simulate(
  events: readonly JourneyEvent[],
  whatIf: WhatIf,
  causeOf?: CauseOf,
): SimulatedJourney {
  const relationship = new SimulatedRelationship(whatIf);
  const unsupported = new Unsupported(causeOf);
  const decided: Move[] = [];
  const simulated: Move[] = [];
  let parting: Parting | undefined;
  const look: Look = (append, situation, move) => {
    if (parting === undefined && !isSame(append.decision?.data, move))
      parting = partingAt(append, situation, move, whatIf, events);
  };
  const appends = appendsOf(events);
  for (const append of appends) {
    const recorded = append.decision?.data;
    const move = relationship.append(append, look);
    unsupported.append(append, move);
    if (recorded !== undefined) decided.push(recorded);
    if (move !== undefined) simulated.push(move);
  }
  const { measures } = relationship;
  return {
    facts: appends.length,
    unsupportedFacts: unsupported.facts,
    decided,
    simulated,
    parting,
    measures,
  };
}

const isSame = (one: Move | undefined, other: Move | undefined): boolean =>
  one?.to === other?.to && one?.from === other?.from && one?.rule === other?.rule;
