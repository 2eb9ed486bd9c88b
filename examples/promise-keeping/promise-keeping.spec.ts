import { expectGolden, given, on, type Happening } from '@rapport/projection/testing';
import { join } from 'node:path';
import type { PromiseState } from './promise-keeping.fold';
import { promiseKeeping } from './promise-keeping.projection';
import { promiseKeepingOf } from './promise-keeping.queries';

const begun = on(0, 'JourneyBegun', {});
const promised = (days: number, promiseId: string, kind = 'call-back') =>
  on(days, 'PromiseMade', { promiseId, kind, to: 'customer', assumed: false });
const kept = (days: number, promiseId: string, lateSeconds = 0) =>
  on(days, 'PromiseKept', { promiseId, lateSeconds });
const broken = (days: number, promiseId: string) => on(days, 'PromiseBroken', { promiseId });

describe('the promises of a journey', () => {
  it.each<[string, Happening[], PromiseState['outcome'], number]>([
    ['open at first', [promised(1, 'p1')], 'open', 0],
    ['kept', [promised(1, 'p1'), kept(2, 'p1', -60)], 'kept', 0],
    ['late', [promised(1, 'p1'), kept(2, 'p1', 3600)], 'late', 3600],
    ['broken', [promised(1, 'p1'), broken(2, 'p1')], 'broken', 0],
  ])('are %s', (_, happenings, outcome, lateSeconds) =>
    given(promiseKeeping, [begun, ...happenings]).thenRow({
      promises: [{ kind: 'call-back', month: '2024-01', outcome, lateSeconds }],
    }),
  );

  it('are none where none were made', () => given(promiseKeeping, [begun]).thenRow({ promises: [] }));

  it('are passed over where nobody made them', () =>
    given(promiseKeeping, [begun, kept(2, 'p1')]).thenRow({ promises: [] }));

  it('do not depend on the order of arrival', () =>
    given(promiseKeeping, {
      a: [begun, promised(1, 'p1'), kept(2, 'p1', 60), promised(3, 'p2')],
      b: [begun, promised(1, 'p1'), broken(40, 'p1')],
    }).thenSameInAnyOrder());

  it('are those of all journeys of a customer, also where their ids are the same', () =>
    given(promiseKeeping, {
      a: [begun, promised(1, 'p1'), kept(2, 'p1')],
      b: [begun, promised(1, 'p1'), broken(2, 'p1')],
    })
      .whenLinked()
      .thenRow({
        promises: [
          { kind: 'call-back', month: '2024-01', outcome: 'kept', lateSeconds: 0 },
          { kind: 'call-back', month: '2024-01', outcome: 'broken', lateSeconds: 0 },
        ],
      }));
});

describe('the answer over all journeys', () => {
  const all = given(promiseKeeping, {
    a: [begun, promised(1, 'p1'), kept(2, 'p1'), promised(3, 'p2'), kept(9, 'p2', 7200)],
    b: [begun, promised(1, 'p1'), broken(2, 'p1'), promised(40, 'p2', 'delivery')],
  });

  it('adds up by kind and month', () =>
    all
      .whenAsked((model) => promiseKeepingOf(model))
      .thenAnswers([
        { kind: 'call-back', month: '2024-01', made: 3, kept: 1, late: 1, broken: 1, lateSeconds: 7200 },
        { kind: 'delivery', month: '2024-02', made: 1, kept: 0, late: 0, broken: 0, lateSeconds: 0 },
      ]));

  it('is about one kind where one is asked for', () =>
    all
      .whenAsked((model) => promiseKeepingOf(model, 'delivery'))
      .thenAnswers([
        { kind: 'delivery', month: '2024-02', made: 1, kept: 0, late: 0, broken: 0, lateSeconds: 0 },
      ]));
});

it('keeps its golden rows until its version is raised', () =>
  expectGolden(
    promiseKeeping,
    [begun, promised(1, 'p1'), kept(2, 'p1', 60), promised(3, 'p2', 'delivery'), broken(40, 'p2')],
    join(__dirname, 'promise-keeping.golden.json'),
  ));
