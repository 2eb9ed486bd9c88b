import { catalogue, eventTypes, Journey } from '../index';
import type { JourneyEvent, NewEvent } from '../index';
import { arbitrarySteps, play, policiesOf } from '@rapport/journey/testing';
import Ajv from 'ajv';
import fc from 'fast-check';

const policies = policiesOf();

/** All that a journey amounts to, for comparing. */
const amountsTo = (journey: Journey) => ({
  revision: journey.revision,
  facts: journey.facts(policies),
  measures: journey.measures(policies),
  standing: journey.standing(policies),
  lastDecidedAt: journey.lastDecidedAt(policies),
  events: journey.events.map(({ id }) => id),
});

function replay(events: readonly NewEvent[]): Journey {
  const journey = new Journey('j1');
  for (const event of events) journey.apply(event, policies);
  return journey;
}

const decisions = (events: readonly JourneyEvent[]) => events.filter(({ type }) => type === 'StageChanged');

describe('whatever is asked of a journey', () => {
  it('what decide records can be replayed, and replays to where decide left the journey', () =>
    fc.assert(
      fc.property(arbitrarySteps(), (steps) => {
        const { journey, events } = play(steps, policies);
        expect(amountsTo(replay(events))).toEqual(amountsTo(journey));
      }),
      { numRuns: 200 },
    ));

  it('a refusal and an unchanged leave it as it was', () =>
    fc.assert(
      fc.property(arbitrarySteps({ maxLength: 30 }), (steps) => {
        let before: unknown;
        play(steps, policies, ({ outcome }, journey) => {
          const now = structuredClone(amountsTo(journey));
          if (outcome !== 'record') expect(now).toEqual(before);
          before = now;
        });
      }),
      { numRuns: 50 },
    ));

  it('the same commands are decided the same way again', () =>
    fc.assert(
      fc.property(arbitrarySteps(), (steps) =>
        expect(play(steps, policies).events).toEqual(play(steps, policies).events),
      ),
      { numRuns: 100 },
    ));

  it('commands in order are decided the same on a journey that forgets its events', () =>
    fc.assert(
      fc.property(arbitrarySteps({ lateInTen: 0 }), (steps) => {
        const forgetting = play(steps, policies, (_decision, journey) => journey.forgetEvents(policies));
        expect(forgetting.events).toEqual(play(steps, policies).events);
      }),
      { numRuns: 100 },
    ));

  it('revisions have no gaps, ids are unique, and decisions follow each other in time', () =>
    fc.assert(
      fc.property(arbitrarySteps(), (steps) => {
        const { events } = play(steps, policies);
        expect(events.map(({ revision }) => revision)).toEqual(events.map((_event, index) => index));
        expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
        const decidedAt = decisions(events).map(({ occurredAt }) => occurredAt);
        expect(decidedAt).toEqual(decidedAt.toSorted((a, b) => a - b));
      }),
    ));

  it('what is recorded fits the schema that the catalogue says it has', () => {
    const ajv = new Ajv({ strict: true });
    const fits = new Map(eventTypes.map((type) => [type, ajv.compile(catalogue.events[type].schema)]));
    const seen = new Set<string>();
    fc.assert(
      fc.property(arbitrarySteps(), (steps) => {
        for (const { type, data, schemaVersion } of play(steps, policies).events) {
          seen.add(type);
          expect(schemaVersion).toBe(catalogue.events[type].schemaVersion);
          expect(fits.get(type)?.(JSON.parse(JSON.stringify(data)))).toBe(true);
        }
      }),
      { numRuns: 300, seed: 1 },
    );
    expect([...seen].sort()).toEqual([...eventTypes].sort());
  });

  it('a command that was recorded is recognised from the log itself', () =>
    fc.assert(
      fc.property(arbitrarySteps(), (steps) => {
        const { journey, events, recorded } = play(steps, policies);
        const again = new Journey('j1');
        const commandOf = new Map(recorded.map(({ commandId }) => [journey.seen(commandId), commandId]));
        expect(commandOf.size).toBe(recorded.length);
        for (const event of events) again.apply(event, policies, commandOf.get(event.revision));
        for (const { commandId } of recorded) expect(again.seen(commandId)).toBe(journey.seen(commandId));
      }),
      { numRuns: 50 },
    ));
});

describe('commands of these properties', () => {
  it('are recorded, refused, late and moving in good numbers', () => {
    const count = { record: 0, refused: 0, unchanged: 0, late: 0, contradictions: 0, moves: 0 };
    for (const steps of fc.sample(arbitrarySteps(), { numRuns: 200, seed: 1 })) {
      const { events } = play(steps, policies, ({ outcome, ...decision }, _journey, { occurredAt, now }) => {
        count[outcome] += 1;
        if (outcome === 'record' && occurredAt < now) count.late += 1;
        if ('rejection' in decision && decision.rejection.code === 'contradicts-later-event')
          count.contradictions += 1;
      });
      count.moves += decisions(events).length;
    }
    expect(Math.min(...Object.values(count))).toBeGreaterThan(20);
  });
});
