import { given, identifyJourney, journeyBegun, journeyIdentified, on } from '@rapport/journey/testing';

describe('identifying a journey', () => {
  it('is recorded on an anonymous one', () =>
    given([journeyBegun()]).when(identifyJourney('anna')).records(journeyIdentified('anna')));

  it('again changes nothing', () =>
    given([journeyBegun(), journeyIdentified('anna')])
      .when(identifyJourney('anna'))
      .changesNothing());

  it('as somebody else is refused', () =>
    given([journeyBegun(), journeyIdentified('anna')])
      .when(identifyJourney('bert'))
      .refuses('journey.identified-otherwise'));

  it('late, at a time when nobody knew yet, is recorded', () =>
    given([journeyBegun(), on(5, journeyIdentified('anna'))])
      .when(on(3, identifyJourney('anna')))
      .records(journeyIdentified('anna')));

  it('late as somebody else is refused', () =>
    given([journeyBegun(), on(5, journeyIdentified('anna'))])
      .when(on(3, identifyJourney('bert')))
      .refuses('contradicts-later-event'));
});
