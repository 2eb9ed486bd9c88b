import {
  caseClosed,
  caseOpened,
  given,
  interactionRecorded,
  journeyBegun,
  openCase,
} from '@rapport/journey/testing';

describe('opening a case', () => {
  it('is recorded with what is known of it', () =>
    given([journeyBegun()])
      .when(openCase('c1', { product: 'router', subject: 'no light' }))
      .records(caseOpened('c1', { product: 'router', subject: 'no light' })));

  it('is recorded from an interaction', () =>
    given([journeyBegun(), interactionRecorded('i1')])
      .when(openCase('c1', { interactionId: 'i1' }))
      .records(caseOpened('c1', { interactionId: 'i1' })));

  it('is refused from an interaction that nobody recorded', () =>
    given([journeyBegun()])
      .when(openCase('c1', { interactionId: 'i1' }))
      .refuses('interaction.unknown'));

  it.each([[[caseOpened('c1')]], [[caseOpened('c1'), caseClosed('c1')]]])(
    'is refused under a used id',
    (before) =>
      given([journeyBegun(), ...before])
        .when(openCase('c1'))
        .refuses('case.id-used'),
  );

  it('without an interaction counts as the customer coming to us', () =>
    given([journeyBegun()]).when(openCase('c1')).moves('awareness', 'exploration'));
});
