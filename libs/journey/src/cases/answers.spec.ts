import {
  caseOpened,
  given,
  journeyBegun,
  rejectResolution,
  resolutionProposed,
  resolutionRejected,
  resolutionWithdrawn,
  takeCharge,
  caseTakenInCharge,
  withdrawResolution,
} from '@rapport/journey/testing';

const open = [journeyBegun(), caseOpened('c1')];
const proposed = [...open, resolutionProposed('c1')];

describe.each([
  [
    'rejecting',
    rejectResolution('c1', { reason: 'still broken' }),
    resolutionRejected('c1', { reason: 'still broken' }),
  ],
  [
    'withdrawing',
    withdrawResolution('c1', { reason: 'wrong part' }),
    resolutionWithdrawn('c1', { reason: 'wrong part' }),
  ],
] as const)('%s a resolution', (_verb, command, event) => {
  it('is recorded while it is pending', () => given(proposed).when(command).records(event));

  it('is refused where nothing is proposed', () =>
    given(open).when(command).refuses('case.nothing-proposed'));

  it('is refused twice', () =>
    given([...proposed, event])
      .when(command)
      .refuses('case.nothing-proposed'));

  it('makes the case workable again', () => {
    given(proposed).when(takeCharge('c1')).refuses('case.resolution-pending');
    given([...proposed, event])
      .when(takeCharge('c1'))
      .records(caseTakenInCharge('c1'));
  });
});
