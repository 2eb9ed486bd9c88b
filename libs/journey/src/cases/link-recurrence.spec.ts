import { caseOpened, given, journeyBegun, linkRecurrence, recurrenceLinked } from '@rapport/journey/testing';

describe('linking a recurrence', () => {
  const two = [journeyBegun(), caseOpened('c1'), caseOpened('c2')];

  it('is recorded to an earlier case', () =>
    given(two).when(linkRecurrence('c2', 'c1')).records(recurrenceLinked('c2', 'c1')));

  it('again changes nothing', () =>
    given([...two, recurrenceLinked('c2', 'c1')])
      .when(linkRecurrence('c2', 'c1'))
      .changesNothing());

  it('is refused to a second case', () =>
    given([...two, caseOpened('c3'), recurrenceLinked('c3', 'c1')])
      .when(linkRecurrence('c3', 'c2'))
      .refuses('case.recurrence-linked', { detail: 'Case c3 is already linked to case c1.' }));

  it('is refused to a later case', () =>
    given(two).when(linkRecurrence('c1', 'c2')).refuses('case.recurrence-not-earlier'));

  it.each(['c2', 'c3'])('is refused to itself and to unknown cases (%s)', (other) =>
    given(two).when(linkRecurrence('c2', other)).refuses('case.recurrence-unknown'),
  );

  it('is refused for an unknown case', () =>
    given(two).when(linkRecurrence('c3', 'c1')).refuses('case.not-opened'));
});
