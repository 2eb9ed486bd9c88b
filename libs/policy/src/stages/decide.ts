import type { Conditions } from '../condition/conditions';
import type { Measures } from '../measures';
import type { DriverKind, Millis, StageMove, Standing } from '../policy';
import { rankOf, type Ladder } from './ladder';
import type { Stage } from './stage';

interface Step {
  readonly to: string;
  readonly rule: StageMove['rule'];
  readonly because: Conditions;
  readonly requiredDwellMs: Millis;
}

/** What a step is judged on. */
interface Situation {
  readonly measures: Measures;
  readonly driver: DriverKind;
  /** Time since the stage was entered. */
  readonly dwellMs: Millis;
}

/**
 * The move that one append makes, at most one. A stage beside the ladder is entered from anywhere and left by its own rule;
 * on the ladder a failing `stay` takes down and otherwise `enter` of the next stage takes one step up.
 */
export function decide(
  ladder: Ladder,
  standing: Standing,
  measures: Measures,
  driver: DriverKind,
  at: Millis,
): StageMove | undefined {
  const dwellMs = at - standing.since;
  const step = stepFrom(ladder, standing.stage, { measures, driver, dwellMs });
  return (
    step && {
      from: standing.stage,
      to: step.to,
      rule: step.rule,
      reasons: step.because.explain(measures),
      dwellMs,
      requiredDwellMs: step.requiredDwellMs,
    }
  );
}

function stepFrom(ladder: Ladder, name: string, situation: Situation): Step | undefined {
  const beside = ladder.beside.find((stage) => stage.name === name);
  if (beside !== undefined) return back(beside, situation);
  return aside(ladder, situation) ?? along(ladder, rankOf(ladder, name), situation);
}

function back({ leave }: Stage, { measures, dwellMs }: Situation): Step | undefined {
  if (leave === undefined || dwellMs < leave.dwellMs || !leave.when.hold(measures)) return undefined;
  return { to: leave.to, rule: 'leave', because: leave.when, requiredDwellMs: leave.dwellMs };
}

function aside({ beside }: Ladder, { measures }: Situation): Step | undefined {
  const stage = beside.find(({ enter }) => enter.hold(measures));
  return stage && { to: stage.name, rule: 'enter', because: stage.enter, requiredDwellMs: 0 };
}

function along(ladder: Ladder, rank: number, situation: Situation): Step | undefined {
  const stage = ladder.steps[rank];
  if (stage === undefined || stage.stay.hold(situation.measures))
    return up(ladder.steps[rank + 1], situation);
  return down(ladder, rank, stage, situation);
}

function down(
  { steps, fall }: Ladder,
  rank: number,
  { stay }: Stage,
  { dwellMs }: Situation,
): Step | undefined {
  const to = steps[Math.max(0, rank - fall.steps)];
  if (rank === 0 || to === undefined || dwellMs < fall.dwellMs) return undefined;
  return { to: to.name, rule: 'stay', because: stay, requiredDwellMs: fall.dwellMs };
}

function up(stage: Stage | undefined, { measures, driver, dwellMs }: Situation): Step | undefined {
  if (stage === undefined || dwellMs < stage.dwellMs) return undefined;
  // A felt moment is a fact as well.
  if (driver === 'fact' && !stage.advanceOn.includes('fact')) return undefined;
  if (!stage.enter.hold(measures)) return undefined;
  return { to: stage.name, rule: 'enter', because: stage.enter, requiredDwellMs: stage.dwellMs };
}
