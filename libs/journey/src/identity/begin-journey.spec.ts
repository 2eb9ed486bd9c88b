import {
  beginJourney,
  caseOpened,
  given,
  journeyBegun,
  journeyIdentified,
  on,
  policiesOf,
} from '@rapport/journey/testing';

const anna = { identity: { scheme: 'crm', key: 'anna' } };
const bert = { identity: { scheme: 'crm', key: 'bert' } };

describe('beginning a journey', () => {
  it.each([{}, anna])('is recorded first, anonymous or identified', (who) =>
    given([]).when(beginJourney(who)).records(journeyBegun(who)),
  );

  it.each([
    ['anonymous, anonymous again', {}, {}],
    ['identified, the same again', anna, anna],
    ['identified, anonymous', anna, {}],
  ])('again changes nothing: %s', (_what, first, again) =>
    given([journeyBegun(first)])
      .when(beginJourney(again))
      .changesNothing(),
  );

  it('again with an identity makes an anonymous journey known', () =>
    given([journeyBegun()]).when(beginJourney(anna)).records(journeyBegun(anna)));

  it.each([[[journeyBegun(anna)]], [[journeyBegun(), journeyIdentified('anna')]]])(
    'again as somebody else is refused, without saying who it is',
    (events) => {
      const outcome = given(events).when(beginJourney(bert));
      outcome.refuses('journey.identified-otherwise');
      expect(JSON.stringify(outcome.decision)).not.toMatch(/anna|bert/);
    },
  );
});

describe('a begin that lies before the recorded one', () => {
  const history = [on(5, journeyBegun()), on(6, caseOpened('c1'))];

  it('makes the journey begin earlier', () => {
    const outcome = given(history).when(on(2, beginJourney()));
    outcome.records(journeyBegun());
    expect(outcome.journey.facts(policiesOf()).begunAt).toBe(on(2, {}).occurredAt);
  });

  it('is refused as somebody else', () =>
    given([on(5, journeyBegun(anna))])
      .when(on(2, beginJourney(bert)))
      .refuses('contradicts-later-event', { event: { id: 'j1-e0', type: 'JourneyBegun' } }));
});
