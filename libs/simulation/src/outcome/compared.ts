import { EvidenceFold, simulate } from '@rapport/journey';
import type { CauseOf, JourneyEvent, Move, SimulatedJourney, WhatIf } from '@rapport/journey';
import { opinionAt } from '@rapport/policy';
import type { EvidenceSums, Millis, Policy } from '@rapport/policy';
import type { ChangedJourney, Trust } from './outcome';

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

/** Simulates a journey and compares it with what was decided; undefined where it never began. */
export function compared(
  { journeyId, events, causeOf }: JourneyHistory,
  whatIf: WhatIf,
  at: Millis,
): Compared | undefined {
  if (!events.some(({ type }) => type === 'JourneyBegun')) return undefined;
  const { candidate, published } = whatIf;
  const simulation = simulate(events, whatIf, causeOf);
  const history = inBusinessOrder(events);
  const evidence = EvidenceFold.initial();
  for (const event of history) EvidenceFold.apply(evidence, event, published);
  const stage = {
    decided: stageAfter(simulation.decided, published.inForce),
    simulated: stageAfter(simulation.simulated, candidate),
  };
  const trust = {
    decided: trustAt(evidence.trust, published.inForce, at),
    simulated: trustAt(simulation.measures.trust, candidate, at),
  };
  const { parting } = simulation;
  const isChanged =
    parting !== undefined ||
    stage.decided !== stage.simulated ||
    trust.decided.level !== trust.simulated.level;
  return {
    customerId: customerOf(journeyId, history),
    journeyId,
    stage,
    trust,
    parting,
    simulation,
    isChanged,
  };
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
  const isInOrder = events.every(
    ({ occurredAt }, i) => occurredAt >= (events[i - 1]?.occurredAt ?? -Infinity),
  );
  return isInOrder
    ? events
    : events.toSorted((a, b) => a.occurredAt - b.occurredAt || a.revision - b.revision);
}

/** Whom the latest membership names. @param history in business order */
function customerOf(journeyId: string, history: readonly JourneyEvent[]): string {
  const last = history.findLast(({ type }) => type === 'JourneyLinked' || type === 'JourneyUnlinked');
  return last?.type === 'JourneyLinked' ? last.data.customerId : `journey:${journeyId}`;
}
