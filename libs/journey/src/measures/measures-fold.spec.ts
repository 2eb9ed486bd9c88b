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
  journeyIdentified,
  on,
  policiesOf,
  promiseBroken,
  promiseKept,
  promiseMade,
  promiseReleased,
  promiseRenegotiated,
  purchaseMade,
  recorded,
  recurrenceLinked,
} from '@rapport/journey/testing';
import type { GivenEvent } from '@rapport/journey/testing';
import type { Policy } from '@rapport/policy';
import { MeasuresFold } from './measures-fold';
import type { MeasuresState } from './measures-state';

const policy = defaultPolicy();
const policies = policiesOf(policy);

const fold = (events: readonly GivenEvent[]): MeasuresState => MeasuresFold.over(recorded(events), policies);
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

  it('nothing is counted of what was never opened or promised', () =>
    expect(measuresOf([begun, caseClosed('c1'), promiseKept('p1'), promiseBroken('p2')])).toMatchObject({
      cases: { opened: 0, open: 0 },
      promises: { open: 0, kept: 0, late: 0, broken: 0 },
    }));

  it.each(['constructor', '__proto__'])('%s is an id like others', (id) =>
    expect(
      measuresOf([begun, caseOpened(id), caseClosed(id), promiseMade(id), emotionObserved(id, -1)]),
    ).toMatchObject({ cases: { opened: 1, open: 0 }, promises: { open: 1 }, emotion: { episodes: 1 } }),
  );

  it('purchases are counted', () =>
    expect(measuresOf([begun, purchaseMade('p1')]).purchases).toEqual({ count: 1 }));
});

describe('what is said twice because the earlier of two was told late', () => {
  const trusting = { weight: 2, baseRate: 0.5 };
  const once = (event: string) => ({ event, for: 1, halfLife: 'P365D' });
  const opinion = {
    prior: trusting,
    evidence: {
      begun: once('JourneyBegun'),
      identified: once('JourneyIdentified'),
      recurred: once('RecurrenceLinked'),
    },
  };
  const policyOfAll = defaultPolicy(1, {
    opinions: { ...policy.document.opinions, commitment: opinion },
  });
  const evidence = (events: readonly GivenEvent[]) => {
    const { commitment } = MeasuresFold.over(recorded(events), policiesOf(policyOfAll));
    return Object.fromEntries(Object.entries(commitment).map(([rule, sum]) => [rule, sum.for]));
  };
  const anna = { identity: { scheme: 'crm', key: 'anna' } };
  const cases = [caseOpened('c1'), caseOpened('c2')];

  it.each<[string, GivenEvent[], object]>([
    ['a beginning', [begun, begun], { begun: 1 }],
    [
      'an identity',
      [begun, journeyIdentified('anna'), journeyIdentified('anna')],
      { begun: 1, identified: 1 },
    ],
    ['an identity that the beginning said', [journeyBegun(anna), journeyIdentified('anna')], { begun: 1 }],
    [
      'a recurrence',
      [begun, ...cases, recurrenceLinked('c2', 'c1'), recurrenceLinked('c2', 'c1')],
      { begun: 1, recurred: 1 },
    ],
  ])('counts once: %s', (_, events, counted) =>
    // The same moment throughout, so that nothing decays.
    expect(evidence(events.map((event) => on(1, event)))).toEqual(counted),
  );

  it('counts where it says something new: a second beginning that says who it is', () =>
    expect(
      evidence([begun, journeyBegun(anna), journeyIdentified('anna')].map((event) => on(1, event))),
    ).toEqual({
      begun: 2,
    }));
});

describe('episodes of feeling', () => {
  const about = (kind: 'case' | 'interaction' | 'purchase' | 'promise', id: string) => ({
    about: { kind, id },
  });
  const episodes = (events: readonly GivenEvent[]) => [...fold(events).episodes.keys()];

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
    ).toEqual(['case:c1', 'purchase:p1', 'promise:p1', 'interaction:i1', 'emotion:e6', 'emotion:e7']));

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
    expect(corrected.episodes.get('case:c1')?.moments).toMatchObject([{ id: 'e1', valence: 0.5 }]);
  });

  it('a correction replaces the reading at the time it was felt', () => {
    const events = [
      begun,
      on(1, emotionObserved('e1', 0.8, { arousal: 1 })),
      on(2, emotionCorrected('e1', -0.4, { reportedBy: 'agent' })),
    ];
    expect(fold(events).episodes.get('emotion:e1')?.moments).toEqual([
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
    expect(found.get('purchase:p1')?.moments).toMatchObject([
      { id: 'f1', valence: 1, reliability: 0.5, inferred: true },
      { id: 'f2', valence: -1, reliability: 0.5, inferred: true },
    ]);
    expect([...found.keys()]).toEqual(['purchase:p1']);
    expect(episodes([begun, feedbackGiven('f1', 9, { instrument: 'nps-11' })])).toEqual([]);
  });

  it('a score about the journey is a moment of its own, also under the id of an emotion', () =>
    expect(episodes([begun, emotionObserved('x1', 0.1), feedbackGiven('x1', 5)])).toEqual([
      'emotion:x1',
      'feedback:x1',
    ]));

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
  it('forgets promises that ended', () =>
    expect(fold([begun, promiseMade('p1'), promiseMade('p2'), promiseBroken('p1')]).openPromises).toEqual(
      new Map([['p2', { kind: 'delivery', assumed: false }]]),
    ));
});
