import {
  day,
  given,
  journeyBegun,
  makePurchase,
  MINUTE_MS,
  on,
  purchaseMade,
} from '@rapport/journey/testing';

describe('the time of a command', () => {
  const begun = [journeyBegun()];

  it("may run ahead of the clock by the policy's skew", () =>
    given(begun)
      .when(on(10, makePurchase('p1')), day(10) - 5 * MINUTE_MS)
      .records(purchaseMade('p1')));

  it('may not run further ahead', () =>
    given(begun)
      .when(on(10, makePurchase('p1')), day(10) - 5 * MINUTE_MS - 1)
      .refuses('time.ahead-of-clock', {
        detail:
          "It is said to have occurred at 2024-01-11T00:00:00.000Z, but the engine's clock says 2024-01-10T23:54:59.999Z.",
        accepted: ['occurredAt up to 2024-01-10T23:59:59.999Z'],
      }));
});
