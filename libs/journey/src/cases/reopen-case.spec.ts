import {
  caseClosed,
  caseOpened,
  caseReopened,
  given,
  journeyBegun,
  on,
  reopenCase,
  resolutionConfirmed,
  resolutionProposed,
} from '@rapport/journey/testing';

describe('reopening a case', () => {
  const open = [journeyBegun(), caseOpened('c1')];
  const proposed = [...open, resolutionProposed('c1')];
  const closed = [...open, on(10, caseClosed('c1'))];
  const until = (days: number) => on(days, caseOpened('c2'));

  it('is recorded on a closed case', () => given(closed).when(reopenCase('c1')).records(caseReopened('c1')));

  it('is recorded on a confirmed case', () =>
    given([...proposed, resolutionConfirmed('c1')])
      .when(reopenCase('c1'))
      .records(caseReopened('c1')));

  it.each([[open], [proposed], [[...closed, caseReopened('c1')]]])('is refused on an open case', (events) =>
    given(events).when(reopenCase('c1')).refuses('case.not-closed'),
  );

  it('is refused on a case that was never opened', () =>
    given(open).when(reopenCase('c2')).refuses('case.not-opened'));

  it("is recorded up to the end of the policy's window", () =>
    given([...closed, until(54)])
      .when(on(55, reopenCase('c1')))
      .records(caseReopened('c1')));

  it('is refused after it, and told to open a new case', () =>
    given([...closed, until(55)])
      .when(reopenCase('c1'))
      .refuses('case.reopen-window-over', {
        detail: 'Case c1 ended more than 45 days before. Open a new case and link it as a recurrence.',
        accepted: ['open-case and link-recurrence'],
      }));

  it('counts the window from the closing where a confirmation came before', () =>
    given([
      ...proposed,
      resolutionConfirmed('c1'),
      on(20, caseClosed('c1', { basis: 'confirmed' })),
      until(60),
    ])
      .when(reopenCase('c1'))
      .records(caseReopened('c1')));
});
