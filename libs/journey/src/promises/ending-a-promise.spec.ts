import {
  breakPromise,
  given,
  instant,
  journeyBegun,
  keepPromise,
  on,
  promiseBroken,
  promiseKept,
  promiseMade,
  promiseReleased,
  promiseRenegotiated,
  releasePromise,
} from '@rapport/journey/testing';

const made = [journeyBegun(), promiseMade('p1')];

describe.each([
  ['keeping', keepPromise('p1'), promiseKept('p1')],
  ['breaking', breakPromise('p1', { reason: 'sold out' }), promiseBroken('p1', { reason: 'sold out' })],
  ['releasing', releasePromise('p1'), promiseReleased('p1')],
] as const)('%s a promise', (_verb, command, event) => {
  it('is recorded once', () => given(made).when(command).records(event));

  it.each([promiseKept('p1'), promiseBroken('p1'), promiseReleased('p1')])(
    'is refused after $type',
    (ended) =>
      given([...made, ended])
        .when(command)
        .refuses('promise.ended'),
  );

  it('is refused for an unknown promise', () =>
    given([journeyBegun()]).when(command).refuses('promise.unknown'));
});

describe('how late a promise is kept', () => {
  const kept = (due: object, days: number) =>
    given([journeyBegun(), promiseMade('p1', due)]).when(on(days, keepPromise('p1')));

  it.each([
    [3, -172_800],
    [5, 0],
    [5.5, 43_200],
  ])('is counted in seconds from an instant: kept on day %d', (days, lateSeconds) =>
    kept({ dueAt: instant(5) }, days).records(promiseKept('p1', { lateSeconds })),
  );

  it('a millisecond late is late', () =>
    kept({ dueAt: instant(5) }, 5 + 1 / 86_400_000).records(promiseKept('p1', { lateSeconds: 1 })));

  it.each([
    [4.9, -86_400],
    [5.0, 0],
    [5.99, 0],
    [6.0, 86_400],
    [7.5, 172_800],
  ])('is counted in whole days from a date: kept on day %d', (days, lateSeconds) =>
    kept({ dueOn: '2024-01-06' }, days).records(promiseKept('p1', { lateSeconds })),
  );

  it('is not said where nothing was due', () => kept({}, 5).records(promiseKept('p1')));

  it('is counted from the renegotiated due time', () =>
    given([...made, promiseRenegotiated('p1', { dueOn: '2024-01-10' })])
      .when(on(5, keepPromise('p1')))
      .records(promiseKept('p1', { lateSeconds: -4 * 86_400 })));
});
