import type { Problem } from './http/problem';
import {
  ProjectionFailed,
  ProjectionRebuilding,
  RebuildFailed,
  RebuildStopped,
  UnknownProjection,
} from './errors';

const problems: readonly (readonly [Problem, number, string, string])[] = [
  [new ProjectionRebuilding('stages', { done: 3, total: 9 }), 503, 'projection-rebuilding', '3 of 9 events'],
  [new ProjectionFailed('stages', 'Thirteen!'), 503, 'projection-failed', 'Thirteen!'],
  [new UnknownProjection('stage', ['stages']), 404, 'unknown-projection', 'There are: stages.'],
  [
    new RebuildFailed([{ projection: 'stages', message: 'Thirteen!' }]),
    500,
    'rebuild-failed',
    'stages: Thirteen!',
  ],
  [new RebuildStopped(), 503, 'rebuild-stopped', 'shutting down'],
];

describe('what goes wrong with projections', () => {
  it.each(problems)('is a problem: %s', (problem, status, code, part) => {
    expect(problem).toMatchObject({ status, code });
    expect(problem.detail).toContain(part);
  });

  it('tells the progress of a rebuild in the answer', () =>
    expect(new ProjectionRebuilding('stages', { done: 3, total: 9 }).extra).toEqual({
      projection: 'stages',
      progress: { done: 3, total: 9 },
    }));
});
