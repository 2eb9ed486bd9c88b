import type { ProjectionStatus } from '@rapport/projection';
import type { RebuildJob } from './rebuild-job';
import { toldElsewhere } from './told-elsewhere';

const status = (progress?: ProjectionStatus['progress']): ProjectionStatus => ({
  ...{ name: 'stage', version: 1, state: 'live', position: undefined, lagEvents: 0, lagSeconds: 0 },
  ...{ parked: 0, builds: [], ...(progress && { progress }) },
});

const rebuild = (...projections: readonly string[]): RebuildJob => ({
  ...{ id: 'r', projections, state: 'running', done: 70, total: 100, perSecond: 10, secondsLeft: 3 },
});

const saved = { done: 0, total: 90 };
const told = { done: 70, total: 100, perSecond: 10, secondsLeft: 3 };

it.each([
  ['what the node tells that is at it', saved, rebuild('trust', 'stage'), told],
  ['what was saved where nobody tells of it', saved, undefined, saved],
  ['what was saved where others are rebuilt', saved, rebuild('trust'), saved],
  ['what this node knows itself', { ...saved, perSecond: 5 }, rebuild('stage'), { ...saved, perSecond: 5 }],
  ['nothing where nothing is made', undefined, rebuild('stage'), undefined],
])('a build is %s', (_, progress, job, expected) =>
  expect(toldElsewhere(status(progress), job).progress).toEqual(expected),
);
