import {
  caseOpened,
  concludeInteraction,
  given,
  interactionConcluded,
  interactionRecorded,
  journeyBegun,
  recordInteraction,
} from '@rapport/journey/testing';

describe('recording an interaction', () => {
  const cost = { amountMinor: 450, currency: 'EUR' };

  it('is recorded with what it took and cost', () =>
    given([journeyBegun()])
      .when(recordInteraction('i1', { durationSeconds: 300, effort: 0.4, cost }))
      .records(interactionRecorded('i1', { durationSeconds: 300, effort: 0.4, cost })));

  it('is recorded as part of a case', () =>
    given([journeyBegun(), caseOpened('c1')])
      .when(recordInteraction('i1', { caseId: 'c1' }))
      .records(interactionRecorded('i1', { caseId: 'c1' })));

  it('is refused as part of an unknown case', () =>
    given([journeyBegun()])
      .when(recordInteraction('i1', { caseId: 'c1' }))
      .refuses('case.not-opened'));

  it('is refused under a used id', () =>
    given([journeyBegun(), interactionRecorded('i1')])
      .when(recordInteraction('i1'))
      .refuses('interaction.id-used'));

  it('moves the relationship to exploration when the customer came to us', () =>
    given([journeyBegun()]).when(recordInteraction('i1')).moves('awareness', 'exploration'));

  it('moves nobody when we went to the customer', () =>
    given([journeyBegun()])
      .when(recordInteraction('i1', { direction: 'outbound' }))
      .movesNobody());
});

describe('concluding an interaction', () => {
  const recorded = [journeyBegun(), interactionRecorded('i1')];

  it('says whether its purpose was achieved', () =>
    given(recorded)
      .when(concludeInteraction('i1', { purposeAchieved: 'partly' }))
      .records(interactionConcluded('i1', { purposeAchieved: 'partly' })));

  it('is refused twice', () =>
    given([...recorded, interactionConcluded('i1')])
      .when(concludeInteraction('i1'))
      .refuses('interaction.concluded'));

  it('is refused for one that nobody recorded', () =>
    given(recorded).when(concludeInteraction('i2')).refuses('interaction.unknown'));
});
