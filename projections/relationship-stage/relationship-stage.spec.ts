import { join } from 'node:path';
import {
  day,
  expectGolden,
  given,
  history,
  measuresOf,
  modelOf,
  on,
  policiesOf,
  type Happening,
} from '../testing';
import { relationshipStage } from './relationship-stage.projection';
import { populationOf } from './population';
import type { Step } from './relationship-stage.fold';
import { nextOf, standingOf } from './relationship-stage.queries';

const policy = policiesOf().inForce;
const begun = on(0, 'JourneyBegun', {});
const called = on(1, 'InteractionRecorded', {
  interactionId: 'i1',
  touchpoint: 'desk',
  channel: 'phone',
  direction: 'inbound',
});
const moved = (days: number, from: string, to: string) =>
  on(days, 'StageChanged', {
    ...{ from, to, rule: 'enter', driver: { eventId: 'e1', type: 'InteractionRecorded', kind: 'fact' } },
    reasons: [
      { condition: 'interactions.inbound >= 1', holds: true, measures: { 'interactions.inbound': 1 } },
    ],
    ...{ dwellMs: 86_400_000, requiredDwellMs: 0 },
  });
const pleased = (days: number) =>
  on(days, 'EmotionObserved', {
    ...{ emotionId: `m${days}`, valence: 0.8, feltBy: 'customer', reportedBy: 'customer' },
    about: { kind: 'journey' },
  });
const explored = [begun, called, moved(1, 'awareness', 'exploration')];
const row = (happenings: readonly Happening[]) => given(relationshipStage, happenings).row;

describe('the stage of a journey', () => {
  it('is the initial one of the policy asked, since it began, until a decision moves it', () => {
    const found = row([begun, called]);
    expect(found).toEqual({ stage: null, since: day(0), path: [] });
    expect(standingOf(found, policy)).toEqual({ stage: 'awareness', since: day(0) });
  });

  it('is where the last decision moved it, since then', () =>
    expect(row([...explored, moved(20, 'exploration', 'expansion')])).toMatchObject({
      stage: 'expansion',
      since: day(20),
    }));

  it('keeps why for each step', () =>
    expect(row(explored).path).toEqual([
      {
        ...{
          eventId: 'e2',
          at: day(1),
          policyVersion: 1,
          from: 'awareness',
          to: 'exploration',
          rule: 'enter',
        },
        driver: { eventId: 'e1', type: 'InteractionRecorded', kind: 'fact' },
        reasons: [
          { condition: 'interactions.inbound >= 1', holds: true, measures: { 'interactions.inbound': 1 } },
        ],
        ...{ dwellMs: 86_400_000, requiredDwellMs: 0 },
      },
    ]));

  it('begins with the earliest beginning', () =>
    expect(row([on(2, 'JourneyBegun', {}), begun]).since).toBe(day(0)));

  it('has no row before it begins', () => expect(given(relationshipStage, [called]).rows).toEqual([]));

  it('keeps its golden rows until its version is raised', () =>
    expectGolden(relationshipStage, explored, join(__dirname, 'relationship-stage.golden.json')));
});

describe('the next stage', () => {
  it('says what is missing, measure by measure, and how long it still has to dwell', () => {
    const found = row(explored);
    const next = nextOf(found, policy, measuresOf(history(explored), policy, day(2)));
    const expansion = next.find(({ stage }) => stage === 'expansion');
    expect(expansion).toMatchObject({ advanceOn: ['emotion'], notBefore: day(15) });
    expect(expansion?.conditions.find(({ condition }) => condition.startsWith('emotion.felt'))).toMatchObject(
      {
        holds: false,
        measures: { 'emotion.felt': 0 },
      },
    );
  });
});

describe('the stage of a customer of several journeys', () => {
  const linked = given(relationshipStage, {
    a: [begun, called],
    b: [on(1.5, 'JourneyBegun', {})],
  }).whenLinked();

  it('is decided again over what happened on all of them, by no recorded decision', () =>
    linked.thenRow({
      stage: 'exploration',
      since: day(1),
      path: [
        expect.objectContaining({
          eventId: null,
          policyVersion: 1,
          driver: { eventId: 'e1', type: 'InteractionRecorded', kind: 'fact' },
        }) as Step,
      ],
    }));

  it('passes over what was decided on one of them', () =>
    given(relationshipStage, { a: [begun, moved(3, 'awareness', 'commitment')], b: [begun] })
      .whenLinked()
      .thenRow({ stage: null, since: day(0) }));

  it('does not depend on the order of arrival', () =>
    given(relationshipStage, {
      a: explored,
      b: [on(0.5, 'JourneyBegun', {}), pleased(2), pleased(20)],
    }).thenSameInAnyOrder());
});

describe('the population', () => {
  const journeys = {
    j1: [begun],
    j2: explored,
    j3: [...explored, moved(20, 'exploration', 'friends')],
  };

  it('counts every stage of the policy, and those that journeys are left in from earlier ones', () =>
    given(relationshipStage, journeys)
      .whenAsked((model) => populationOf(model, policy))
      .thenAnswers({
        count: 3,
        stages: { awareness: 1, exploration: 1, expansion: 0, commitment: 0, dissolution: 0, friends: 1 },
        transitions: [
          { from: 'awareness', to: 'exploration', count: 2 },
          { from: 'exploration', to: 'friends', count: 1 },
        ],
      }));

  it('counts linked journeys once by customers', () =>
    given(relationshipStage, journeys)
      .whenLinked()
      .whenAsked((model) => populationOf(model, policy, 'customers'))
      .thenAnswers({
        count: 1,
        stages: { awareness: 0, exploration: 1, expansion: 0, commitment: 0, dissolution: 0 },
        transitions: [{ from: 'awareness', to: 'exploration', count: 1 }],
      }));

  it('is of one moment: the store is asked once', async () => {
    const cells = jest.fn(modelOf(relationshipStage, []).cells);
    await populationOf({ cells }, policy);
    expect(cells).toHaveBeenCalledTimes(1);
  });
});
