import type { DriverKind, Millis, Policy, Standing } from '@rapport/policy';
import type { JourneyEvent } from '../catalogue/events';
import type { Append, DecidingFold } from '../decide/record';
import { driverKind, stageMove } from '../decide/stage-decision';
import type { Plain } from '../kernel/plain';
import type { MeasuresState } from '../measures/measures-state';
import type { StageChanged } from '../stages/stage-changed';
import type { RecordedAppend } from './appends';

/** A decision, recorded or simulated. */
export type Move = Plain<StageChanged>;

/** What the history amounts to when the fact is decided on. */
export interface Situation {
  /** Before the decision. */
  readonly standing: Standing | undefined;
  readonly measures: MeasuresState;
  readonly decidedAt: Millis;
}

/** Is shown what each move is decided on, before it is made. */
export type Look = (append: RecordedAppend, situation: Situation, move: Move | undefined) => void;

interface Making {
  readonly recorded: RecordedAppend;
  /** As it counts in the simulation. */
  readonly fact: JourneyEvent;
  readonly decidedAt: Millis;
  /** Decides on it; undefined where what was recorded stands, */
  readonly policy: Policy | undefined;
  /** which is this. */
  readonly stands: Move | undefined;
}

/** A recorded fact that is appended again, and decided on again where a policy is to do so. */
export class SimulatedAppend implements Append<DecidingFold> {
  readonly fact: JourneyEvent;
  readonly decidedAt: Millis;
  /** The move that it made, */
  move: Move | undefined;
  /** and the decision. */
  decided: JourneyEvent | undefined;

  constructor(
    private readonly making: Making,
    private readonly look: Look,
  ) {
    this.fact = making.fact;
    this.decidedAt = making.decidedAt;
  }

  decision({ standing, measures }: DecidingFold): JourneyEvent | undefined {
    const { recorded, policy, stands } = this.making;
    const situation = { standing, measures, decidedAt: this.decidedAt };
    this.move = policy === undefined ? stands : moveBy(policy, this.fact, situation);
    this.look(recorded, situation, this.move);
    return (this.decided = this.move && decisionAt(this.fact, this.move, this.decidedAt));
  }

  refusal(): undefined {
    return undefined;
  }
}

function moveBy(policy: Policy, fact: JourneyEvent, situation: Situation): Move | undefined {
  const move = stageMove(situation, fact, policy, situation.decidedAt);
  return move && { ...move, driver: driverOf(fact, driverKind(fact, situation.measures, policy)) };
}

const driverOf = (fact: JourneyEvent, kind: DriverKind): Move['driver'] => ({
  // May have to be read from the log, and hardly any driver is asked for it.
  get eventId() {
    return fact.id;
  },
  type: fact.type,
  kind,
});

/** It is in no log, so it has no id and was never recorded. */
const decisionAt = (fact: JourneyEvent, data: Move, occurredAt: Millis): JourneyEvent<'StageChanged'> => ({
  id: '',
  journeyId: fact.journeyId,
  type: 'StageChanged',
  data,
  occurredAt,
  recordedAt: Number.NaN,
  revision: fact.revision,
  policyVersion: fact.policyVersion,
});
