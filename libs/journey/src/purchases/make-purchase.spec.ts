import {
  given,
  interactionRecorded,
  journeyBegun,
  makePurchase,
  purchaseMade,
} from '@rapport/journey/testing';

describe('a purchase', () => {
  it('is recorded', () => given([journeyBegun()]).when(makePurchase('p1')).records(purchaseMade('p1')));

  it('is recorded as made in an interaction', () =>
    given([journeyBegun(), interactionRecorded('i1')])
      .when(makePurchase('p1', { interactionId: 'i1' }))
      .records(purchaseMade('p1', { interactionId: 'i1' })));

  it('is refused in an interaction that nobody recorded', () =>
    given([journeyBegun()])
      .when(makePurchase('p1', { interactionId: 'i1' }))
      .refuses('interaction.unknown'));

  it('is refused under a used id', () =>
    given([journeyBegun(), purchaseMade('p1')])
      .when(makePurchase('p1'))
      .refuses('purchase.id-used'));
});
