import {
  caseClosed,
  caseNoted,
  caseOpened,
  given,
  journeyBegun,
  noteCase,
  resolutionProposed,
} from '@rapport/journey/testing';

describe('noting something about a case', () => {
  const open = [journeyBegun(), caseOpened('c1')];

  it.each([[open], [[...open, resolutionProposed('c1')]], [[...open, caseClosed('c1')]]])(
    'is recorded whatever state it is in',
    (events) => given(events).when(noteCase('c1')).records(caseNoted('c1')),
  );

  it('is refused on a case that was never opened', () =>
    given(open).when(noteCase('c2')).refuses('case.not-opened'));
});
