import {
  caseOpened,
  caseTakenInCharge,
  defaultPolicy,
  journeyBegun,
  journeyOf,
  on,
  policiesOf,
  purchaseMade,
  recorded,
  stageChanged,
} from '@rapport/journey/testing';
import type { JourneyEvent } from '../catalogue/events';
import { Journey } from './journey';

const policies = policiesOf();
const story = [
  on(0, journeyBegun()),
  on(1, caseOpened('c1')),
  on(4, purchaseMade('p1')),
  on(2, caseTakenInCharge('c1')),
];

describe('the write state of a journey', () => {
  it('is empty at first', () => {
    const journey = new Journey('j1');
    expect([journey.exists, journey.revision, journey.newestOccurredAt]).toEqual([false, -1, -Infinity]);
    expect(journey.standing(policies)).toBeUndefined();
    expect(journey.facts(policies).begunAt).toBeUndefined();
  });

  it('keeps its history in business order, whatever the order of arrival', () => {
    const journey = journeyOf(recorded(story), policies);
    expect(journey.events.map(({ revision }) => revision)).toEqual([0, 1, 3, 2]);
    expect([journey.revision, journey.newestOccurredAt]).toEqual([3, on(4, {}).occurredAt]);
  });

  it('amounts to the same as if everything had arrived in order', () => {
    const late = journeyOf(recorded(story), policies);
    const inOrder = journeyOf(recorded(story.toSorted((a, b) => a.occurredAt - b.occurredAt)), policies);
    expect(late.facts(policies)).toEqual(inOrder.facts(policies));
    expect(late.measures(policies)).toEqual(inOrder.measures(policies));
  });

  it('goes on in place once it was folded again', () => {
    const journey = journeyOf(recorded(story), policies);
    const before = journey.facts(policies);
    const [next] = recorded([on(9, purchaseMade('p2'))]) as [JourneyEvent];
    journey.apply({ ...next, revision: 4 }, policies);
    expect(journey.facts(policies)).toBe(before);
    expect(before.purchases).toEqual(new Set(['p1', 'p2']));
  });

  it('begins on the first stage of the policy, and stands where the last decision put it', () => {
    expect(journeyOf(recorded(story), policies).standing(policies)).toEqual({
      stage: 'awareness',
      since: on(0, {}).occurredAt,
    });
    const moved = journeyOf(recorded([...story, on(4, stageChanged('awareness', 'exploration'))]), policies);
    expect(moved.standing(policies)).toEqual({ stage: 'exploration', since: on(4, {}).occurredAt });
    expect(moved.lastDecidedAt(policies)).toBe(on(4, {}).occurredAt);
  });

  it.each([0, 2])('refuses an event that is not the next of its stream (revision %d)', (revision) => {
    const [first] = recorded([journeyBegun()]) as [JourneyEvent];
    const journey = journeyOf([first], policies);
    expect(() => journey.apply({ ...first, revision }, policies)).toThrow(
      `at revision 0; event j1-e0 has ${revision}`,
    );
  });

  it('weighs each event by the policy version stamped on it', () => {
    const generous = defaultPolicy(2, {
      emotion: { ...defaultPolicy().document.emotion, assumedArousal: 1 },
    });
    const both = policiesOf(defaultPolicy(), generous);
    const [begun] = recorded([journeyBegun()]) as [JourneyEvent];
    expect(() => journeyOf([{ ...begun, policyVersion: 3 }], both)).toThrow('no policy version 3');
    expect(journeyOf([{ ...begun, policyVersion: 2 }], both).exists).toBe(true);
  });
});

describe('a journey that forgot its events', () => {
  const forgetful = (): Journey => {
    const journey = journeyOf(recorded(story), policies);
    journey.forgetEvents(policies);
    return journey;
  };

  it('amounts to what they amounted to, and goes on', () => {
    const [journey, all] = [forgetful(), journeyOf(recorded(story), policies)];
    const [next] = recorded([on(9, purchaseMade('p2'))]) as [JourneyEvent];
    for (const each of [journey, all]) each.apply({ ...next, revision: 4 }, policies);
    expect([journey.keepsEvents, all.keepsEvents]).toEqual([false, true]);
    expect(journey.facts(policies)).toEqual(all.facts(policies));
    expect(journey.measures(policies)).toEqual(all.measures(policies));
    expect([journey.revision, journey.newestOccurredAt]).toEqual([4, on(9, {}).occurredAt]);
  });

  it('has no place for what is late', () => {
    expect(() => forgetful().until(on(3, {}).occurredAt, policies)).toThrow(
      'Journey j1 has forgotten its events.',
    );
    expect(() => forgetful().events).toThrow('forgotten');
  });

  it('may have had none', () => {
    const journey = new Journey('j1');
    journey.forgetEvents(policies);
    for (const event of recorded(story.slice(0, 2))) journey.apply(event, policies);
    expect(journey.facts(policies).cases.size).toBe(1);
  });
});

describe('commands seen before', () => {
  it('are recognised from the events that they recorded, by the first of these', () => {
    const journey = new Journey('j1');
    recorded(story).forEach((event, i) => journey.apply(event, policies, i < 2 ? 'a' : 'b'));
    expect(['a', 'b', 'c'].map((commandId) => journey.seen(commandId))).toEqual([0, 2, undefined]);
  });

  it.each([-1, 0, 1, 2, 3])(
    'goes back to revision %d as though nothing had been decided after it',
    (revision) => {
      const events = recorded(story);
      const whole = new Journey('j1');
      const part = new Journey('j1');
      for (const event of events) whole.apply(event, policies, `k${event.revision}`);
      for (const event of events.slice(0, revision + 1)) part.apply(event, policies, `k${event.revision}`);
      whole.takeBack(revision);
      expect([whole.revision, whole.newestOccurredAt]).toEqual([part.revision, part.newestOccurredAt]);
      expect(events.map(({ revision: at }) => whole.seen(`k${at}`))).toEqual(
        events.map(({ revision: at }) => part.seen(`k${at}`)),
      );
      expect(whole.fold(policies)).toEqual(part.fold(policies));
      for (const event of events.slice(revision + 1)) whole.apply(event, policies);
      expect(whole.events).toEqual(journeyOf(events, policies).events);
    },
  );
});
