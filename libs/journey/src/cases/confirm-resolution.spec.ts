import {
  caseClosed,
  caseOpened,
  confirmResolution,
  given,
  journeyBegun,
  resolutionConfirmed,
  resolutionProposed,
} from '@rapport/journey/testing';

describe('confirming a resolution', () => {
  const open = [journeyBegun(), caseOpened('c1')];
  const proposed = [...open, resolutionProposed('c1')];

  it('is recorded when the customer says so', () =>
    given(proposed).when(confirmResolution('c1')).records(resolutionConfirmed('c1')));

  it('is recorded when an agent says so with evidence', () => {
    const by = { by: 'agent', evidence: 'said so on the phone' } as const;
    given(proposed).when(confirmResolution('c1', by)).records(resolutionConfirmed('c1', by));
  });

  it('is refused when an agent says so without evidence', () =>
    given(proposed)
      .when(confirmResolution('c1', { by: 'agent' }))
      .refuses('case.evidence-missing'));

  it('is refused where nothing is proposed', () =>
    given(open)
      .when(confirmResolution('c1'))
      .refuses('case.nothing-proposed', { accepted: ['propose-resolution'] }));

  it('is refused twice', () =>
    given([...proposed, resolutionConfirmed('c1')])
      .when(confirmResolution('c1'))
      .refuses('case.confirmed'));

  it('is refused after the case was closed in silence', () =>
    given([...proposed, caseClosed('c1', { basis: 'elapsed' })])
      .when(confirmResolution('c1'))
      .refuses('case.closed'));
});
