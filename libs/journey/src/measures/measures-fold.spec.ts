import {
  caseClosed,
  caseOpened,
  caseReopened,
  day,
  defaultPolicy,
  emotionCorrected,
  emotionObserved,
  feedbackGiven,
  interactionRecorded,
  journeyBegun,
  on,
  policiesOf,
  promiseBroken,
  promiseKept,
  promiseMade,
  promiseReleased,
  promiseRenegotiated,
  purchaseMade,
  recorded,
} from '@rapport/journey/testing';
import type { GivenEvent } from '@rapport/journey/testing';
import type { Policy } from '@rapport/policy';
import { MeasuresFold } from './measures-fold';
import type { MeasuresState } from './measures-state';

const policy = defaultPolicy();
const policies = policiesOf(policy);

const fold = (events: readonly GivenEvent[]): MeasuresState =>
  recorded(events).reduce(
    (state, event) => MeasuresFold.apply(state, event, policies),
    MeasuresFold.initial(),
  );
const measuresOf = (events: readonly GivenEvent[], days = 30, by: Policy = policy) =>
  MeasuresFold.measuresAt(fold(events), by, day(days));
const begun = journeyBegun();

describe('counts', () => {
  it('contacts are counted by direction; cases and purchases outside of one count as inbound', () =>
    expect(
      measuresOf([
        begun,
        interactionRecorded('i1'),
        interactionRecorded('i2', { direction: 'outbound' }),
        caseOpened('c1', { interactionId: 'i1' }),
        caseOpened('c2'),
        purchaseMade('p1', { interactionId: 'i1' }),
        purchaseMade('p2'),
      ]).interactions,
    ).toEqual({ inbound: 3, outbound: 1 }));

  it('cases are open until they are closed, and again when reopened', () => {
    const events = [begun, caseOpened('c1'), caseOpened('c2'), caseClosed('c1'), caseClosed('c2')];
    expect(measuresOf(events).cases).toEqual({ opened: 2, open: 0 });
    expect(measuresOf([...events, caseReopened('c2')]).cases).toEqual({ opened: 2, open: 1 });
  });

  it('promises end in time, late, broken or released', () => {
    const promises = ['a', 'b', 'c', 'd', 'e'].map((id) => promiseMade(id));
    const ends = [
      promiseKept('a'),
      promiseKept('b', { lateSeconds: 1 }),
      promiseBroken('c'),
      promiseReleased('d'),
      promiseRenegotiated('e'),
    ];
    expect(measuresOf([begun, ...promises, ...ends]).promises).toEqual({
      open: 1,
      kept: 1,
      late: 1,
      broken: 1,
    });
  });

  it('purchases are counted', () =>
    expect(measuresOf([begun, purchaseMade('p1')]).purchases).toEqual({ count: 1 }));
});

describe('episodes of feeling', () => {
  const about = (kind: 'case' | 'interaction' | 'purchase' | 'promise', id: string) => ({
    about: { kind, id },
  });
  const episodes = (events: readonly GivenEvent[]) => Object.keys(fold(events).episodes);

  it('are a case, a purchase, a promise, an interaction outside a case, or a moment of the journey', () =>
    expect(
      episodes([
        begun,
        emotionObserved('e1', 0.1, about('case', 'c1')),
        emotionObserved('e2', 0.1, about('case', 'c1')),
        emotionObserved('e3', 0.1, about('purchase', 'p1')),
        emotionObserved('e4', 0.1, about('promise', 'p1')),
        emotionObserved('e5', 0.1, about('interaction', 'i1')),
        emotionObserved('e6', 0.1),
        emotionObserved('e7', 0.1),
      ]),
    ).toEqual(['case:c1', 'purchase:p1', 'promise:p1', 'interaction:i1', 'moment:e6', 'moment:e7']));

  it('an interaction belongs to its case, recorded so or opened from it, also for what was felt before', () => {
    const recordedSo = [begun, interactionRecorded('i1', { caseId: 'c1' })];
    expect(episodes([...recordedSo, emotionObserved('e1', 0.1, about('interaction', 'i1'))])).toEqual([
      'case:c1',
    ]);
    const openedFromIt = [
      begun,
      interactionRecorded('i1'),
      emotionObserved('e1', -0.5, about('interaction', 'i1')),
      caseOpened('c1', { interactionId: 'i1' }),
      caseOpened('c2', { interactionId: 'i1' }),
    ];
    expect(episodes(openedFromIt)).toEqual(['case:c1']);
    const corrected = fold([...openedFromIt, emotionCorrected('e1', 0.5)]);
    expect(corrected.episodes['case:c1']?.moments).toMatchObject([{ id: 'e1', valence: 0.5 }]);
  });

  it('a correction replaces the reading at the time it was felt', () => {
    const events = [
      begun,
      on(1, emotionObserved('e1', 0.8, { arousal: 1 })),
      on(2, emotionCorrected('e1', -0.4, { reportedBy: 'agent' })),
    ];
    expect(fold(events).episodes['moment:e1']?.moments).toEqual([
      { id: 'e1', at: day(1), valence: -0.4, arousal: 0.5, reliability: 0.6, inferred: false },
    ]);
    expect(measuresOf(events, 1).emotion).toEqual({
      felt: expect.closeTo((0.6 * -0.4) / 1.6, 12) as number,
      episodes: 1,
    });
  });

  it('what agents feel is not counted, nor is its correction', () =>
    expect(
      measuresOf([begun, emotionObserved('e1', -1, { feltBy: 'agent' }), emotionCorrected('e1', -1)]).emotion,
    ).toEqual({ felt: 0, episodes: 0 }));

  it('a score is read as a feeling where the policy says so, and marked as inferred', () => {
    const csat = [begun, purchaseMade('p1'), on(1, feedbackGiven('f1', 5, about('purchase', 'p1')))];
    const { episodes: found } = fold([...csat, on(2, feedbackGiven('f2', 1, about('purchase', 'p1')))]);
    expect(found['purchase:p1']?.moments).toMatchObject([
      { id: 'f1', valence: 1, reliability: 0.5, inferred: true },
      { id: 'f2', valence: -1, reliability: 0.5, inferred: true },
    ]);
    expect(Object.keys(found)).toEqual(['purchase:p1']);
    expect(episodes([begun, feedbackGiven('f1', 9, { instrument: 'nps-11' })])).toEqual([]);
  });

  it('ids that every object has inherited are ids like others', () => {
    const events = [
      begun,
      caseOpened('constructor'),
      emotionCorrected('toString', 1),
      promiseKept('valueOf'),
    ];
    expect(() => fold(events)).not.toThrow();
    expect(measuresOf([...events, caseClosed('constructor')]).cases).toEqual({ opened: 1, open: 0 });
  });

  it('count as good or bad for as long as the window is', () => {
    const events = [
      begun,
      on(1, emotionObserved('e1', 0.9)),
      on(40, emotionObserved('e2', -0.9)),
      on(41, emotionObserved('e3', 0.1)),
    ];
    expect(measuresOf(events, 70).episodes).toEqual({
      good30: 0,
      good90: 1,
      good180: 1,
      good365: 1,
      bad30: 1,
      bad90: 1,
      bad180: 1,
      bad365: 1,
    });
    expect(measuresOf(events, 71).episodes.bad30).toBe(0);
  });
});

describe('the state', () => {
  it('survives JSON, and goes on from there', () => {
    const events = [
      begun,
      caseOpened('c1'),
      promiseMade('p1'),
      emotionObserved('e1', 0.4),
      promiseKept('p1'),
      purchaseMade('b1'),
    ];
    const whole = fold(events);
    const [head, tail] = [recorded(events).slice(0, 3), recorded(events).slice(3)];
    const stored = head.reduce(
      (state, event) => MeasuresFold.apply(state, event, policies),
      MeasuresFold.initial(),
    );
    const revived = JSON.parse(JSON.stringify(stored)) as MeasuresState;
    expect(tail.reduce((state, event) => MeasuresFold.apply(state, event, policies), revived)).toEqual(whole);
  });

  it('forgets promises that ended', () =>
    expect(fold([begun, promiseMade('p1'), promiseMade('p2'), promiseBroken('p1')]).openPromises).toEqual({
      p2: { kind: 'delivery', assumed: false },
    }));
});
