import {
  given,
  interactionRecorded,
  journeyBegun,
  journeyLinked,
  journeyUnlinked,
  linkJourneyToCustomer,
  on,
  policiesOf,
  recorded,
  recordInteraction,
} from '@rapport/journey/testing';
import type { GivenEvent } from '@rapport/journey/testing';
import { MeasuresFold } from '../measures/measures-fold';

const begun = journeyBegun();

describe('linking a journey to a customer', () => {
  it('is recorded, with what says so', () =>
    given([begun])
      .when(linkJourneyToCustomer('k1', { evidence: 'she said so', confidence: 0.9 }))
      .records(journeyLinked('k1', { evidence: 'she said so', confidence: 0.9 })));

  it('again to the same customer changes nothing', () =>
    given([begun, journeyLinked('k1')])
      .when(linkJourneyToCustomer('k1', { evidence: 'another login' }))
      .changesNothing());

  it('to another customer moves it', () => {
    const outcome = given([begun, journeyLinked('k1')]).when(linkJourneyToCustomer('k2'));
    outcome.records(journeyLinked('k2'));
    expect(outcome.journey.facts(policiesOf()).customerId).toBe('k2');
  });

  it('after an unlink is recorded again', () =>
    given([begun, journeyLinked('k1'), journeyUnlinked('k1')])
      .when(linkJourneyToCustomer('k1'))
      .records(journeyLinked('k1')));

  it('is refused before the journey has begun', () =>
    given([]).when(linkJourneyToCustomer('k1')).refuses('journey.not-begun'));
});

describe('a late link', () => {
  it('is recorded at its place, and the later one stays in force', () => {
    const outcome = given([begun, on(5, journeyLinked('k2'))]).when(on(3, linkJourneyToCustomer('k1')));
    outcome.records(journeyLinked('k1'));
    expect(outcome.journey.facts(policiesOf()).customerId).toBe('k2');
  });

  it('is refused where a later unlink would not be legal any more, and names it', () =>
    given([begun, on(2, journeyLinked('k1')), on(9, journeyUnlinked('k1'))])
      .when(on(5, linkJourneyToCustomer('k2')))
      .refuses('contradicts-later-event', { event: { type: 'JourneyUnlinked' } }));
});

describe('a link and the relationship', () => {
  const silent = [begun, on(1, interactionRecorded('i1'))];

  it('moves no stage, even where the next fact will', () => {
    given(silent)
      .when(on(2, linkJourneyToCustomer('k1')))
      .movesNobody();
    given(silent)
      .when(on(2, recordInteraction('i2')))
      .moves('awareness', 'exploration');
  });

  it('leaves the measures as they were', () => {
    const measures = (events: readonly GivenEvent[]) => MeasuresFold.over(recorded(events), policiesOf());
    const membership = [on(2, journeyLinked('k1')), on(3, journeyUnlinked('k1'))];
    expect(measures([...silent, ...membership])).toEqual(measures(silent));
  });
});
