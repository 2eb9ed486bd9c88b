import { checkReadable, EvidenceFold, simulate } from '@rapport/journey';
import type { CauseOf, JourneyEvent, Move, SimulatedJourney, WhatIf } from '@rapport/journey';
import { opinionAt } from '@rapport/policy';
import type { EvidenceSums, Millis, Policy } from '@rapport/policy';
import type { ChangedJourney, Trust } from './outcome';
import { Weighing } from './weighing';

/** A journey as the log has it. */
export interface JourneyHistory {
  readonly journeyId: string;
  /** In the order of their revisions. */
  readonly events: readonly JourneyEvent[];
  /** Undefined where none of them names a cause. */
  readonly causeOf: CauseOf | undefined;
}

/** One journey on both sides. */
export interface Compared extends ChangedJourney {
  readonly simulation: SimulatedJourney;
  readonly isChanged: boolean;
}

/** Simulates journeys and compares them with what was decided. */
export class Comparison {
  private readonly weighing: Weighing;

  constructor(private readonly whatIf: WhatIf) {
    this.weighing = new Weighing(whatIf);
  }

  /** Undefined where the journey never began. @param at the moment that trust is told for @throws where it cannot be read */
  of({ journeyId, events, causeOf }: JourneyHistory, at: Millis): Compared | undefined {
    if (!events.some(({ type }) => type === 'JourneyBegun')) return undefined;
    const { candidate, published } = this.whatIf;
    const history = inBusinessOrder(events);
    checkReadable(history);
    const simulation = simulate(events, this.whatIf, causeOf);
    const stage = {
      decided: stageAfter(simulation.decided, published.inForce),
      simulated: stageAfter(simulation.simulated, candidate),
    };
    const trust = {
      decided: trustAt(this.decidedEvidence(history, simulation), published.inForce, at),
      simulated: trustAt(simulation.measures.trust, candidate, at),
    };
    const { parting } = simulation;
    const isMoved = parting !== undefined || stage.decided !== stage.simulated;
    const isChanged = isMoved || trust.decided.level !== trust.simulated.level;
    const customerId = customerOf(journeyId, history);
    return { customerId, journeyId, stage, trust, parting, simulation, isChanged };
  }

  private decidedEvidence(history: readonly JourneyEvent[], { measures }: SimulatedJourney): EvidenceSums {
    if (history.every(({ policyVersion }) => this.weighing.isAlike(policyVersion))) return measures.trust;
    const state = EvidenceFold.initial();
    for (const event of history) EvidenceFold.apply(state, event, this.whatIf.published);
    return state.trust;
  }
}

/** A journey that no decision moved is in the initial stage of whichever policy is asked. */
const stageAfter = (moves: readonly Move[], policy: Policy): string =>
  moves.at(-1)?.to ?? policy.stages.initial;

function trustAt(sums: EvidenceSums, { trust }: Policy, at: Millis): Trust {
  const opinion = opinionAt(sums, trust, at);
  return { ...opinion, level: trust.level(opinion) };
}

/** Most histories arrived in order. */
function inBusinessOrder(events: readonly JourneyEvent[]): readonly JourneyEvent[] {
  let newest = -Infinity;
  for (const { occurredAt } of events) {
    if (occurredAt < newest)
      return events.toSorted((a, b) => a.occurredAt - b.occurredAt || a.revision - b.revision);
    newest = occurredAt;
  }
  return events;
}

/** Whom the latest membership names. @param history in business order */
function customerOf(journeyId: string, history: readonly JourneyEvent[]): string {
  const last = history.findLast(({ type }) => type === 'JourneyLinked' || type === 'JourneyUnlinked');
  return last?.type === 'JourneyLinked' ? last.data.customerId : `journey:${journeyId}`;
}
