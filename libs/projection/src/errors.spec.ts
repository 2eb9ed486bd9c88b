import type { Problem } from './http/problem';
import {
  ProjectionRebuilding,
  RebuildStopped,
  UnknownProjection,
  UnknownVersion,
  VersionInForce,
} from './errors';

const problems: readonly (readonly [Problem, number, string, string])[] = [
  [new ProjectionRebuilding('stages', { done: 3, total: 9 }), 503, 'projection-rebuilding', '3 of 9 events'],
  [new UnknownProjection('stage', ['stages']), 404, 'unknown-projection', 'There are: stages.'],
  [new VersionInForce('stages', 2), 409, 'version-in-force', 'Version 2 of stages answers'],
  [new UnknownVersion('stages', 1, [2, 3]), 404, 'unknown-version', 'There are: 2, 3.'],
  [new RebuildStopped(), 503, 'rebuild-stopped', 'shutting down'],
];

describe('what goes wrong with projections', () => {
  it.each(problems)('is a problem: %s', (problem, status, code, part) => {
    expect(problem).toMatchObject({ status, code });
    expect(problem.detail).toContain(part);
  });

  it('tells the progress of a rebuild in the answer', () =>
    expect(
      new ProjectionRebuilding('stages', { done: 3, total: 9, perSecond: 2, secondsLeft: 3 }).extra,
    ).toEqual({
      projection: 'stages',
      progress: { done: 3, total: 9, perSecond: 2, secondsLeft: 3 },
    }));
});
