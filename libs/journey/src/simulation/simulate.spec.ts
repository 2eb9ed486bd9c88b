import {
  caseOpened,
  day,
  DAY_MS,
  defaultPolicy,
  emotionObserved,
  interactionRecorded,
  journeyBegun,
  on,
  policiesOf,
  promiseKept,
  promiseMade,
  purchaseMade,
  recorded,
  stageChanged,
} from '@rapport/journey/testing';
import type { GivenEvent } from '@rapport/journey/testing';
import type { JourneyEvent } from '../index';
import { simulate } from './simulate';

const published = policiesOf();
const { stages } = defaultPolicy().document;

/** The default policy, asking more (or less) of those who enter exploration. */
const entering = (...enter: readonly string[]) =>
  defaultPolicy(2, {
    stages: stages.map((stage) => (stage.name === 'exploration' ? { ...stage, enter } : stage)),
  });
const twoContacts = entering('interactions.inbound >= 2');

const moved = (from: string, to: string, eventId: string) =>
  stageChanged(from, to, { driver: { eventId, type: 'InteractionRecorded', kind: 'fact' } });
const contacts = [
  on(0, journeyBegun()),
  on(1, interactionRecorded('i1')),
  on(1, moved('awareness', 'exploration', 'j1-e1')),
  on(5, interactionRecorded('i2')),
];

const under = (
  candidate: ReturnType<typeof defaultPolicy>,
  events: readonly GivenEvent[],
  more: { readonly from?: number } = {},
) => simulate(recorded(events), { candidate, published, ...more });

describe('a journey under a stricter policy', () => {
  const journey = under(twoContacts, contacts);

  it('moves when that policy says so', () => {
    expect(journey.decided).toMatchObject([{ from: 'awareness', to: 'exploration' }]);
    expect(journey.simulated).toMatchObject([
      {
        from: 'awareness',
        to: 'exploration',
        driver: { eventId: 'j1-e3' },
        dwellMs: 5 * DAY_MS,
        reasons: [{ condition: 'interactions.inbound >= 2', measures: { 'interactions.inbound': 2 } }],
      },
    ]);
  });

  it('tells where the two part first, with the reasons on each side', () =>
    expect(journey.parting).toEqual({
      fact: { eventId: 'j1-e1', type: 'InteractionRecorded' },
      at: day(1),
      stage: 'awareness',
      dwellMs: DAY_MS,
      decided: {
        policyVersion: 1,
        move: { from: 'awareness', to: 'exploration', rule: 'enter' },
        reasons: [],
        driver: 'fact',
        advanceOn: ['fact'],
        requiredDwellMs: 0,
      },
      simulated: {
        policyVersion: 2,
        move: undefined,
        reasons: [
          { condition: 'interactions.inbound >= 2', holds: false, measures: { 'interactions.inbound': 1 } },
        ],
        driver: 'fact',
        advanceOn: ['fact'],
        requiredDwellMs: 0,
      },
    }));

  it('counts facts and leaves them as they are', () =>
    expect(journey).toMatchObject({ facts: 3, unsupportedFacts: 0 }));
});

describe('a journey under a laxer policy', () => {
  it('moves earlier, and the policy in force says what it missed', () => {
    const journey = under(entering('interactions.inbound >= 0'), contacts);
    expect(journey.simulated).toMatchObject([{ to: 'exploration', driver: { eventId: 'j1-e0' } }]);
    expect(journey.parting).toMatchObject({
      at: day(0),
      decided: {
        move: undefined,
        reasons: [
          { condition: 'interactions.inbound >= 1', holds: false, measures: { 'interactions.inbound': 0 } },
        ],
      },
      simulated: { move: { to: 'exploration' } },
    });
  });
});

describe('a simulation from a moment on', () => {
  it('lets the decisions before it stand', () => {
    expect(under(twoContacts, contacts, { from: day(1) + 1 })).toMatchObject({
      simulated: [{ to: 'exploration' }],
      parting: undefined,
    });
    expect(under(twoContacts, contacts, { from: day(1) }).simulated).toMatchObject([
      { driver: { eventId: 'j1-e3' } },
    ]);
  });

  it('weighs by the candidate what is decided on from then on, and nothing before', () => {
    const trust = defaultPolicy().document.opinions.trust;
    const evidence = { kept: { event: 'PromiseKept', for: 5, halfLife: 'P365D' } };
    const candidate = defaultPolicy(2, {
      opinions: {
        ...defaultPolicy().document.opinions,
        trust: { ...trust, evidence },
      },
    });
    const story = [
      on(0, journeyBegun()),
      ...[on(1, promiseMade('p1')), on(2, promiseKept('p1'))],
      ...[on(5, promiseMade('p2')), on(6, promiseKept('p2'))],
    ];
    expect(under(candidate, story, { from: day(4) }).measures.trust).toMatchObject({
      'promise-kept': { for: 1, at: day(2) },
      kept: { for: 5, at: day(6) },
    });
  });

  it('decides nothing for a late fact whose decision would lie before', () => {
    const late = [on(0, journeyBegun()), on(9, caseOpened('c1')), on(2, interactionRecorded('i1'))];
    const { simulated } = under(entering('interactions.inbound >= 3'), late, { from: day(5) });
    expect(simulated).toEqual([]);
  });
});

describe('a late fact in a simulation', () => {
  const story = [on(0, journeyBegun()), on(9, purchaseMade('b1')), on(2, interactionRecorded('i1'))];

  it('is decided on over the history up to its own moment', () =>
    expect(under(entering('purchases.count >= 1', 'interactions.inbound >= 2'), story).simulated).toEqual(
      [],
    ));

  it('is decided on at the last simulated decision where that is later, and revises none', () => {
    const events = [
      ...story.slice(0, 2),
      on(9, emotionObserved('e1', 0.5)),
      on(2, interactionRecorded('i1')),
    ];
    const { simulated } = under(entering('purchases.count >= 1'), events);
    expect(simulated).toMatchObject([{ to: 'exploration', driver: { eventId: 'j1-e1' } }]);
  });
});

describe('facts that rest on a decision', () => {
  const story = recorded([...contacts, on(6, interactionRecorded('i3', { direction: 'outbound' }))]);
  const chain: Readonly<Record<string, string>> = { 'j1-e3': 'j1-e2', 'j1-e4': 'j1-e3' };
  const rest = (events: readonly JourneyEvent[], candidate = twoContacts) =>
    simulate(events, { candidate, published }, (id) => chain[id]).unsupportedFacts;

  it('which the candidate would not have made are unsupported, and so is what rests on them', () =>
    expect(rest(story)).toBe(2));

  it('which it makes as well are supported', () => expect(rest(story, defaultPolicy(2))).toBe(0));

  it('are unsupported too where the decision was led to by such a fact', () => {
    const driven = recorded([
      ...contacts,
      on(5, moved('exploration', 'dissolution', 'j1-e3')),
      on(6, interactionRecorded('i3')),
    ]);
    const causes: Readonly<Record<string, string>> = { 'j1-e3': 'j1-e2', 'j1-e5': 'j1-e4' };
    expect(simulate(driven, { candidate: twoContacts, published }, (id) => causes[id]).unsupportedFacts).toBe(
      2,
    );
  });
});

describe('a history that no engine wrote', () => {
  it('is not simulated: a decision follows a fact', () =>
    expect(() => under(twoContacts, [stageChanged('awareness', 'exploration')])).toThrow('follows no fact'));
});
