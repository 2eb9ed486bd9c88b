import {
  caseClosed,
  caseHeld,
  caseOpened,
  given,
  journeyBegun,
  proposeResolution,
  resolutionConfirmed,
  resolutionProposed,
  resolutionRejected,
  resolutionWithdrawn,
  resumeCase,
} from '@rapport/journey/testing';

describe('proposing a resolution', () => {
  const open = [journeyBegun(), caseOpened('c1')];
  const proposed = [...open, resolutionProposed('c1')];

  it('is recorded on an open case', () =>
    given(open)
      .when(proposeResolution('c1', { summary: 'sent a new one' }))
      .records(resolutionProposed('c1', { summary: 'sent a new one' })));

  it('is refused while another one is pending', () =>
    given(proposed)
      .when(proposeResolution('c1'))
      .refuses('case.already-proposed', {
        rule: 'A resolution is proposed once until it is confirmed, rejected or withdrawn.',
        accepted: ['confirm-resolution', 'reject-resolution', 'withdraw-resolution'],
      }));

  it.each([resolutionRejected('c1'), resolutionWithdrawn('c1')])('is recorded again after $type', (event) =>
    given([...proposed, event])
      .when(proposeResolution('c1'))
      .records(resolutionProposed('c1')),
  );

  it('is refused after a confirmation', () =>
    given([...proposed, resolutionConfirmed('c1')])
      .when(proposeResolution('c1'))
      .refuses('case.confirmed'));

  it('is refused on a closed case', () =>
    given([...open, caseClosed('c1')])
      .when(proposeResolution('c1'))
      .refuses('case.closed'));

  it('is refused on a case that was never opened', () =>
    given(open).when(proposeResolution('c2')).refuses('case.not-opened'));

  it('ends a hold', () =>
    given([...open, caseHeld('c1'), resolutionProposed('c1')])
      .when(resumeCase('c1'))
      .refuses('case.not-held'));
});
