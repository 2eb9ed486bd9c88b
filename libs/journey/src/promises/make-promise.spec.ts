import { given, instant, journeyBegun, makePromise, on, promiseMade } from '@rapport/journey/testing';

describe('making a promise', () => {
  const begun = [journeyBegun()];

  it.each([{ dueAt: instant(3) }, { dueOn: '2024-01-04' }])('is recorded with its due time', (due) =>
    given(begun)
      .when(makePromise('p1', due))
      .records(promiseMade('p1', { ...due, assumed: false })),
  );

  it('gets the due time that the policy assumes for its kind, and says so', () =>
    given(begun)
      .when(on(0.5, makePromise('p1', { kind: 'call-back' })))
      .records(promiseMade('p1', { kind: 'call-back', dueAt: instant(2.5), assumed: true })));

  it('is never due where its kind is not listed', () =>
    given(begun)
      .when(makePromise('p1'))
      .records(promiseMade('p1', { assumed: false })));

  it('keeps a stated due time of a kind that is listed', () =>
    given(begun)
      .when(makePromise('p1', { kind: 'call-back', dueOn: '2024-02-01' }))
      .records(promiseMade('p1', { kind: 'call-back', dueOn: '2024-02-01', assumed: false })));

  it('is refused with two due times', () =>
    given(begun)
      .when(makePromise('p1', { dueAt: instant(3), dueOn: '2024-01-04' }))
      .refuses('promise.due-twice'));

  it('is refused under a used id', () =>
    given([...begun, promiseMade('p1')])
      .when(makePromise('p1'))
      .refuses('promise.id-used'));

  it('is refused about something unknown', () =>
    given(begun)
      .when(makePromise('p1', { about: { kind: 'case', id: 'c1' } }))
      .refuses('subject.unknown'));
});
