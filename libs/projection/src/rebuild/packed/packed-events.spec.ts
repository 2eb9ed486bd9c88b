import type { RecordedEvent } from '@rapport/event-store';
import { randomUUID } from 'node:crypto';
import { PackedEvents } from './packed-events';

const recorded = (fields: Partial<RecordedEvent>): RecordedEvent =>
  ({
    id: randomUUID(),
    type: 'CaseOpened',
    data: { caseId: 'c1' },
    occurredAt: 1_700_000_000_123,
    recordedAt: 1_700_000_000_456,
    revision: 3,
    policyVersion: 2,
    ...fields,
  }) as RecordedEvent;

describe('packed events', () => {
  it('come back as they were', () => {
    const events = new PackedEvents();
    const originals = [
      recorded({}),
      recorded({ type: 'CaseClosed', revision: 4 }),
      recorded({ occurredAt: -5 }),
    ];
    for (const event of originals) events.add(event);
    originals.forEach((event, row) => {
      const { id, type, data, occurredAt, recordedAt, revision, policyVersion } = event;
      const expected = { id, type, data, occurredAt, recordedAt, revision, policyVersion, journeyId: 'j1' };
      expect(events.decode(row, 'j1')).toMatchObject(expected);
    });
  });

  it('keep every character, from the text where the store has it', () => {
    const events = new PackedEvents();
    const data = { text: 'Grüße, naïve \u{1F600} 中文 "\\' };
    events.add(recorded({ data: {}, dataText: JSON.stringify(data) }));
    events.add(recorded({ data }));
    expect([events.decode(0, 'j').data, events.decode(1, 'j').data]).toEqual([data, data]);
  });

  it('are many and large: columns and chunks grow', () => {
    const events = new PackedEvents();
    const text = 'x'.repeat(900_000);
    for (let i = 0; i < 30; i += 1) events.add(recorded({ data: { i, text } }));
    for (let i = 30; i < 5_000; i += 1) events.add(recorded({ data: { i } }));
    expect(events.length).toBe(5_000);
    for (const i of [0, 8, 9, 29, 30, 1_024, 4_999]) expect(events.decode(i, 'j').data).toMatchObject({ i });
  });

  it('are compared by business order', () => {
    const events = new PackedEvents();
    events.add(recorded({ occurredAt: 5, revision: 0 }));
    events.add(recorded({ occurredAt: 5, revision: 1 }));
    events.add(recorded({ occurredAt: 4, revision: 2 }));
    expect([0, 1, 2].sort((a, b) => events.compare(a, b))).toEqual([2, 0, 1]);
  });

  it('know their limits', () => {
    const events = new PackedEvents();
    expect(() => events.decode(0, 'j')).toThrow(RangeError);
    expect(() => events.add(recorded({ dataText: 'x'.repeat(8 * 2 ** 20) }))).toThrow('too long for a chunk');
  });
});
