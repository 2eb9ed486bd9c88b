import { PackedEvents, type HeldPage, type PackedEvent } from './packed-events';

const types = ['CaseOpened', 'CaseClosed'];
const packed = (fields: Partial<PackedEvent> = {}): PackedEvent => ({
  ...{ index: 0, start: 0, end: 2, type: 0, revision: 3, policyVersion: 2 },
  occurredAt: 1_700_000_000_123,
  ...fields,
});
const page = (data: string): HeldPage => ({
  data,
  id: (index) => `id-${index}`,
  recordedAt: (index) => 1_700_000_000_456 + index,
  cause: (index) => (index === 0 ? undefined : 'cause'),
});
const empty = (): PackedEvents => new PackedEvents((type) => types[type] ?? '', 1);

describe('packed events', () => {
  it('come back as they were', () => {
    const events = empty();
    events.begin(page('{"text":"Grüße, 👋"}\n{"caseId":"c1"}'));
    events.add(packed({ end: 20 }));
    events.add(packed({ index: 1, start: 21, end: 36, type: 1, revision: 4, occurredAt: -5 }));
    const [first, second] = [events.unpacked(0, 'j1'), events.unpacked(1, 'j2')];
    expect([first.journeyId, first.type, first.data]).toEqual(['j1', 'CaseOpened', { text: 'Grüße, 👋' }]);
    expect([first.id, second.id, events.cause(0), events.cause(1)]).toEqual([
      'id-0',
      'id-1',
      undefined,
      'cause',
    ]);
    expect([second.journeyId, second.type, second.data]).toEqual(['j2', 'CaseClosed', { caseId: 'c1' }]);
    const { occurredAt, recordedAt, revision, policyVersion } = second;
    expect([occurredAt, recordedAt, revision, policyVersion]).toEqual([-5, 1_700_000_000_457, 4, 2]);
  });

  it('are many: they make room', () => {
    const events = empty();
    for (let i = 0; i < 5_000; i += 1) {
      events.begin(page(`{"i":${i}}`));
      events.add(packed({ end: `{"i":${i}}`.length, revision: i }));
    }
    expect(events.length).toBe(5_000);
    for (const i of [0, 1, 1_024, 4_999]) {
      const { data, revision } = events.unpacked(i, 'j');
      expect([data, revision]).toEqual([{ i }, i]);
    }
    expect(() => events.unpacked(5_000, 'j')).toThrow(RangeError);
  });

  it('are compared by business order', () => {
    const events = empty();
    events.begin(page('{}'));
    events.add(packed({ occurredAt: 5, revision: 0 }));
    events.add(packed({ occurredAt: 5, revision: 1 }));
    events.add(packed({ occurredAt: 4, revision: 2 }));
    expect([0, 1, 2].sort((a, b) => events.compare(a, b))).toEqual([2, 0, 1]);
  });
});
