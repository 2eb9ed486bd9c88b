import type { Checks } from '../compile/checks';
import type { PolicyDocument } from '../document';
import { within } from '../fault';
import type { StagePolicy } from '../policy';
import { checkStages } from './checks';
import { considered } from './considered';
import { decide } from './decide';
import type { Ladder } from './ladder';
import { next } from './next';
import { compileStage } from './stage';

export function compileStages({ stages, fall }: PolicyDocument, checks: Checks): StagePolicy {
  checkStages(stages, '/stages', checks);
  const all = stages.map((stage, index) => compileStage(stage, within('/stages', index), checks));
  const ladder: Ladder = {
    steps: all.filter(({ fromAny }) => !fromAny),
    beside: all.filter(({ fromAny }) => fromAny),
    fall: { dwellMs: checks.duration(fall.dwell, '/fall/dwell'), steps: fall.steps },
  };
  return {
    names: all.map(({ name }) => name),
    initial: ladder.steps[0]?.name ?? '',
    guidance: (name) => all.find((stage) => stage.name === name)?.guidance,
    decide: (standing, measures, driver, at) => decide(ladder, standing, measures, driver, at),
    considered: (move, measures) => considered(ladder, move, measures),
    next: (standing, measures) => next(ladder, standing, measures),
  };
}
