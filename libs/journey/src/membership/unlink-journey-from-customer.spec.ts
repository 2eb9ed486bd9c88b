import {
  given,
  journeyBegun,
  journeyLinked,
  journeyUnlinked,
  on,
  policiesOf,
  unlinkJourneyFromCustomer,
} from '@rapport/journey/testing';

const linked = [journeyBegun(), on(2, journeyLinked('k1'))];

describe('unlinking a journey from a customer', () => {
  it('is recorded where it is linked to that customer', () => {
    const outcome = given(linked).when(unlinkJourneyFromCustomer('k1', { reason: 'a shared phone' }));
    outcome.records(journeyUnlinked('k1', { reason: 'a shared phone' }));
    expect(outcome.journey.facts(policiesOf()).customerId).toBeUndefined();
  });

  it('is refused from a customer that it does not belong to', () => {
    given(linked)
      .when(unlinkJourneyFromCustomer('k2'))
      .refuses('customer.not-linked', { accepted: ['customerId: k1'] });
    given([...linked, on(3, journeyLinked('k2'))])
      .when(unlinkJourneyFromCustomer('k1'))
      .refuses('customer.not-linked');
  });

  it('is refused where it is linked to none', () => {
    for (const events of [[journeyBegun()], [...linked, on(3, journeyUnlinked('k1'))]])
      given(events)
        .when(unlinkJourneyFromCustomer('k1'))
        .refuses('customer.not-linked', { accepted: ['link-journey-to-customer'] });
  });

  it('moves no stage', () => given(linked).when(unlinkJourneyFromCustomer('k1')).movesNobody());
});

describe('a late unlink', () => {
  it('is recorded at its place, before a move to another customer', () => {
    const outcome = given([...linked, on(9, journeyLinked('k2'))]).when(
      on(5, unlinkJourneyFromCustomer('k1')),
    );
    outcome.records(journeyUnlinked('k1'));
    expect(outcome.journey.facts(policiesOf()).customerId).toBe('k2');
  });

  it('is refused before the link', () =>
    given(linked)
      .when(on(1, unlinkJourneyFromCustomer('k1')))
      .refuses('customer.not-linked'));

  it('is refused where a later unlink would not be legal any more', () =>
    given([...linked, on(9, journeyUnlinked('k1'))])
      .when(on(5, unlinkJourneyFromCustomer('k1')))
      .refuses('contradicts-later-event'));
});
