import type { Measures } from '../measures';
import type { ConsideredMove, StageMove } from '../policy';
import type { Ladder } from './ladder';

/** What these rules ask of a move that others made; undefined where they know no such move. */
export function considered(
  { steps, beside, fall }: Ladder,
  { from, to, rule }: Pick<StageMove, 'from' | 'to' | 'rule'>,
  measures: Measures,
): ConsideredMove | undefined {
  const stage = [...steps, ...beside].find(({ name }) => name === (rule === 'enter' ? to : from));
  if (stage === undefined) return undefined;
  switch (rule) {
    case 'enter':
      return {
        conditions: stage.enter.explain(measures),
        advanceOn: stage.fromAny ? ['fact'] : stage.advanceOn,
        requiredDwellMs: stage.dwellMs,
      };
    case 'stay':
      return {
        conditions: stage.stay.explain(measures),
        advanceOn: ['fact'],
        requiredDwellMs: fall.dwellMs,
      };
    case 'leave':
      return (
        stage.leave && {
          conditions: stage.leave.when.explain(measures),
          advanceOn: ['fact'],
          requiredDwellMs: stage.leave.dwellMs,
        }
      );
  }
}
