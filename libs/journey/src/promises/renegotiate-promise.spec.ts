import {
  given,
  instant,
  journeyBegun,
  on,
  promiseKept,
  promiseMade,
  promiseRenegotiated,
  renegotiatePromise,
} from '@rapport/journey/testing';

describe('renegotiating a promise', () => {
  const made = [journeyBegun(), promiseMade('p1', { dueAt: instant(3) })];
  const dueAt = instant(8);

  it('gives it a new due time', () =>
    given(made).when(renegotiatePromise('p1', { dueAt })).records(promiseRenegotiated('p1', { dueAt })));

  it('is refused without one', () =>
    given(made).when(renegotiatePromise('p1')).refuses('promise.due-missing'));

  it('is refused with two', () =>
    given(made)
      .when(renegotiatePromise('p1', { dueAt, dueOn: '2024-01-09' }))
      .refuses('promise.due-twice'));

  it('is refused for an unknown promise', () =>
    given(made).when(renegotiatePromise('p2', { dueAt })).refuses('promise.unknown'));

  it('is refused after it ended', () =>
    given([...made, on(2, promiseKept('p1', { lateSeconds: -86_400 }))])
      .when(renegotiatePromise('p1', { dueAt }))
      .refuses('promise.ended'));

  it('is refused late, where it would change how late the promise was kept', () =>
    given([...made, on(5, promiseKept('p1', { lateSeconds: 172_800 }))])
      .when(on(4, renegotiatePromise('p1', { dueAt })))
      .refuses('contradicts-later-event', { event: { id: 'j1-e2', type: 'PromiseKept' } }));

  it('is recorded late, where it comes to the same', () =>
    given([...made, on(5, promiseKept('p1', { lateSeconds: 172_800 }))])
      .when(on(4, renegotiatePromise('p1', { dueAt: instant(3) })))
      .records(promiseRenegotiated('p1', { dueAt: instant(3) })));
});
