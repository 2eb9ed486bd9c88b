import {
  beginJourney,
  caseClosed,
  caseOpened,
  caseTakenInCharge,
  closeCase,
  feedbackGiven,
  given,
  giveFeedback,
  interactionRecorded,
  journeyBegun,
  on,
  openCase,
  defaultPolicy,
  policiesOf,
  purchaseMade,
  recordInteraction,
  stageChanged,
  takeCharge,
} from '@rapport/journey/testing';

const story = [on(0, journeyBegun()), on(1, caseOpened('c1')), on(9, caseClosed('c1'))];

describe('a late command', () => {
  it('is recorded where it is legal at its own place in time', () => {
    const outcome = given(story).when(on(5, takeCharge('c1')));
    outcome.records(caseTakenInCharge('c1'));
    expect(outcome.journey.events.map(({ type }) => type)).toEqual([
      'JourneyBegun',
      'CaseOpened',
      'CaseTakenInCharge',
      'StageChanged',
      'CaseClosed',
    ]);
  });

  it('is refused by the rules of its own place', () => {
    given(story)
      .when(on(0.5, takeCharge('c1')))
      .refuses('case.not-opened');
    given(story)
      .when(on(10, takeCharge('c1')))
      .refuses('case.closed');
  });

  it('is refused where a later event would not be legal any more, and names it', () =>
    given(story)
      .when(on(5, closeCase('c1')))
      .refuses('contradicts-later-event', {
        detail:
          'CaseClosed of 2024-01-10T00:00:00.000Z is recorded and would not be legal any more: Case c1 is closed.',
        event: { id: 'j1-e2', type: 'CaseClosed', occurredAt: on(9, {}).occurredAt },
      }));

  it('is refused under an id that a later event uses', () =>
    given(story)
      .when(on(0.5, openCase('c1')))
      .refuses('contradicts-later-event'));

  it('is refused before the journey began, and told to let it begin earlier', () => {
    given(story)
      .when(on(-1, recordInteraction('i1')))
      .refuses('journey.not-begun', { accepted: ['begin-journey'] });
    given(story).when(on(-1, beginJourney())).records(journeyBegun());
  });

  it('at the moment of a recorded event comes after it', () =>
    given([...story, on(10, purchaseMade('p1'))])
      .when(on(9, takeCharge('c1')))
      .refuses('case.closed'));

  it('judges later facts by the policy version stamped on them', () => {
    const narrower = defaultPolicy(2, { scales: { 'csat-5': { min: 1, max: 3, good: 'high' } } });
    given([...story, on(10, feedbackGiven('f1', 5))], policiesOf(defaultPolicy(), narrower))
      .when(on(5, takeCharge('c1')))
      .records(caseTakenInCharge('c1'));
  });

  it('is itself judged by the policy in force now', () => {
    const narrower = defaultPolicy(2, { scales: { 'csat-5': { min: 1, max: 3, good: 'high' } } });
    given(story, policiesOf(defaultPolicy(), narrower))
      .when(on(5, giveFeedback('f1', 5)))
      .refuses('feedback.score-off-scale');
  });
});

describe('decisions and late facts', () => {
  const explored = [
    on(0, journeyBegun()),
    on(3, interactionRecorded('i1')),
    on(3, stageChanged('awareness', 'exploration')),
    on(9, purchaseMade('p1')),
  ];

  it('a recorded decision never becomes illegal and is never revised', () => {
    const outcome = given(explored).when(on(1, recordInteraction('i0')));
    outcome.records(interactionRecorded('i0'));
    outcome.movesNobody();
    expect(outcome.journey.standing(policiesOf())).toEqual({
      stage: 'exploration',
      since: on(3, {}).occurredAt,
    });
  });

  it('a late fact is decided on over the history up to its own moment', () => {
    const silent = [on(0, journeyBegun()), on(4, interactionRecorded('i1', { direction: 'outbound' }))];
    const outcome = given(silent).when(on(2, recordInteraction('i0')));
    outcome.moves('awareness', 'exploration');
    expect(outcome.events.map(({ occurredAt }) => occurredAt)).toEqual([
      on(2, {}).occurredAt,
      on(2, {}).occurredAt,
    ]);
  });

  it('a late fact is not decided on what came after it', () =>
    given([on(0, journeyBegun()), on(4, interactionRecorded('i1'))])
      .when(on(2, recordInteraction('i0', { direction: 'outbound' })))
      .movesNobody());

  it('a fact that is older than the last decision is decided on at that decision, with all that was known then', () => {
    const decided = [
      on(0, journeyBegun()),
      on(5, purchaseMade('p1')),
      on(6, stageChanged('exploration', 'awareness', { rule: 'stay' })),
    ];
    const outcome = given(decided).when(on(2, recordInteraction('i0')));
    outcome.moves('awareness', 'exploration');
    expect(outcome.events[1]).toMatchObject({
      occurredAt: on(6, {}).occurredAt,
      data: { reasons: [{ measures: { 'interactions.inbound': 2 } }], dwellMs: 0 },
    });
  });
});
