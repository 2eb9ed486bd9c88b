import { arbitraryHistory, policiesOf } from '@rapport/journey/testing';
import fc from 'fast-check';
import { catalogue, eventTypes } from '../index';
import type { EventData, EventType, JourneyEvent } from '../index';
import { MeasuresFold } from '../measures/measures-fold';
import { qualified } from './qualified';

const policies = policiesOf();

const event = <T extends EventType>(type: T, data: EventData[T]): JourneyEvent =>
  ({
    ...{ id: 'e7', journeyId: 'j1', type, data },
    ...{ occurredAt: 1, recordedAt: 2, revision: 3, policyVersion: 4 },
  }) as JourneyEvent;

describe('an event with its ids told apart by journey', () => {
  it('has each id of a thing under its journey, nested ones too', () => {
    const opened = event('CaseOpened', { caseId: 'c1', interactionId: 'i1', product: 'p' });
    expect(qualified(opened).data).toEqual({ caseId: 'j1/c1', interactionId: 'j1/i1', product: 'p' });
    const linked = event('RecurrenceLinked', { caseId: 'c2', recurrenceOf: 'c1' });
    expect(qualified(linked).data).toEqual({ caseId: 'j1/c2', recurrenceOf: 'j1/c1' });
    const about = { kind: 'case', id: 'c1' } as const;
    const given = event('FeedbackGiven', { feedbackId: 'f1', instrument: 'csat-5', score: 4, about });
    expect(qualified(given).data).toMatchObject({
      feedbackId: 'j1/f1',
      about: { kind: 'case', id: 'j1/c1' },
    });
  });

  it('leaves absent ids absent', () => {
    const about = { kind: 'journey' } as const;
    const given = event('FeedbackGiven', { feedbackId: 'f1', instrument: 'csat-5', score: 4, about });
    expect(qualified(given).data).toMatchObject({ about });
    expect(qualified(event('CaseOpened', { caseId: 'c1' })).data).toEqual({ caseId: 'j1/c1' });
  });

  it('keeps the ids of events, journeys and customers, and all the rest', () => {
    const opened = event('CaseOpened', { caseId: 'c1' });
    const { id, journeyId, type, data, occurredAt, recordedAt, revision, policyVersion } = qualified(opened);
    expect({ id, journeyId, type, data, occurredAt, recordedAt, revision, policyVersion }).toEqual({
      ...opened,
      data: { caseId: 'j1/c1' },
    });
    const linked = event('JourneyLinked', { customerId: 'k1', evidence: 'the same login' });
    expect(qualified(linked)).toBe(linked);
  });

  it('does not change the event it is given', () => {
    const about = Object.freeze({ kind: 'case', id: 'c1' } as const);
    const data = Object.freeze({ feedbackId: 'f1', instrument: 'csat-5', score: 4, about });
    expect(() => qualified(Object.freeze(event('FeedbackGiven', data)))).not.toThrow();
  });

  it('measures as it did, whatever happened', () =>
    fc.assert(
      fc.property(arbitraryHistory(policies), (events) => {
        const state = (history: readonly JourneyEvent[]) =>
          MeasuresFold.over(
            history.toSorted((a, b) => a.occurredAt - b.occurredAt || a.revision - b.revision),
            policies,
          );
        const [plain, merged] = [state(events), state(events.map(qualified))];
        expect(merged.trust).toEqual(plain.trust);
        expect(merged.counts).toEqual(plain.counts);
        expect([...merged.episodes.values()].map(({ summary }) => summary)).toEqual(
          [...plain.episodes.values()].map(({ summary }) => summary),
        );
      }),
      { numRuns: 100 },
    ));
});

describe('the catalogue', () => {
  it('knows the ids of things by the types that declare them', () => {
    const ids = new Set(eventTypes.flatMap((type) => catalogue.events[type].ids));
    expect([...ids].sort()).toEqual([
      'about.id',
      'caseId',
      'emotionId',
      'feedbackId',
      'interactionId',
      'promiseId',
      'purchaseId',
      'recurrenceOf',
    ]);
  });
});
