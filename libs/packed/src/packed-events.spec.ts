import type { PackedPage } from '@rapport/event-store';
import { PackedEvents } from './packed-events';
import { pageOf, type Line } from './testing/page-of';

const types = ['CaseOpened', 'CaseClosed'];
const opened = {
  stream: 0,
  type: 0,
  revision: 3,
  policyVersion: 2,
  occurredAt: 1_700_000_000_123,
  text: '{}',
};
const page = (...lines: readonly Partial<Line>[]): PackedPage =>
  pageOf(...lines.map((line) => ({ ...opened, ...line })));
const empty = (): PackedEvents => new PackedEvents((type) => types[type] ?? '', 1);

describe('packed events', () => {
  it('come back as they were', () => {
    const events = empty();
    const later = { type: 1, revision: 4, occurredAt: -5, text: '{"caseId":"c1"}' };
    events.begin(page({ text: '{"text":"Grüße, 👋"}' }, later));
    events.add(0);
    events.add(1);
    const [first, second] = [events.unpacked(0, 'j1'), events.unpacked(1, 'j2')];
    expect([first.journeyId, first.type, first.data]).toEqual(['j1', 'CaseOpened', { text: 'Grüße, 👋' }]);
    expect([first.id, second.id, events.cause(0), events.cause(1)]).toEqual(['e0', 'e1', undefined, 'e0']);
    expect([second.journeyId, second.type, second.data]).toEqual(['j2', 'CaseClosed', { caseId: 'c1' }]);
    const { occurredAt, recordedAt, revision, policyVersion } = second;
    expect([occurredAt, recordedAt, revision, policyVersion]).toEqual([-5, 1, 4, 2]);
  });

  it('are many: they make room', () => {
    const events = empty();
    for (let i = 0; i < 5_000; i += 1) {
      events.begin(page({ text: `{"i":${i}}`, revision: i }));
      events.add(0);
    }
    expect(events.length).toBe(5_000);
    for (const i of [0, 1, 1_024, 4_999]) {
      const { data, revision } = events.unpacked(i, 'j');
      expect([data, revision]).toEqual([{ i }, i]);
    }
    expect(() => events.unpacked(5_000, 'j')).toThrow(RangeError);
  });

  it.each(['5', 'null', '[]', '"text"', '{"caseId":'])(
    'say of data that is %s that it is damaged',
    (text) => {
      const events = empty();
      events.begin(page({ text }));
      events.add(0);
      expect(() => events.unpacked(0, 'j').data).toThrow(/is no JSON object|JSON/);
    },
  );

  it('are compared by business order', () => {
    const events = empty();
    events.begin(
      page({ occurredAt: 5, revision: 0 }, { occurredAt: 5, revision: 1 }, { occurredAt: 4, revision: 2 }),
    );
    for (const event of [0, 1, 2]) events.add(event);
    expect([0, 1, 2].sort((a, b) => events.compare(a, b))).toEqual([2, 0, 1]);
  });
});
