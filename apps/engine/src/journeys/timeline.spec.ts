import type { Position, RecordedEvent } from '@rapport/event-store';
import type { SeenJourney } from '@rapport/projection';
import { timelinePage } from './timeline';

const event = (revision: number, occurredAt: number): RecordedEvent => ({
  id: `e${revision}`,
  type: 'CaseOpened',
  schemaVersion: 1,
  stream: 'journey-j',
  revision,
  occurredAt,
  recordedAt: revision,
  position: `p${revision}` as Position,
  policyVersion: 1,
  data: {},
  metadata: {},
});

const journey = (events: readonly RecordedEvent[], journeyId = 'j') => ({
  journeyId,
  events: events.toSorted((a, b) => a.occurredAt - b.occurredAt || a.revision - b.revision),
});

function walk(journeys: readonly SeenJourney[], limit: number): string[] {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = timelinePage(journeys, limit, cursor);
    seen.push(
      ...page.entries.map(({ journeyId, event: { id } }) => (journeyId === 'j' ? id : journeyId + id)),
    );
    cursor = page.next;
  } while (cursor !== undefined);
  return seen;
}

describe('a timeline', () => {
  const events = [event(0, 50), event(1, 20), event(2, 50), event(3, 90), event(4, -5)];

  it('is newest first in business order, whatever the order of arrival', () =>
    expect(walk([journey(events)], 10)).toEqual(['e3', 'e2', 'e0', 'e1', 'e4']));

  it.each([1, 2, 3, 5])('has no gap and no duplicate in pages of %i', (limit) =>
    expect(walk([journey(events)], limit)).toEqual(['e3', 'e2', 'e0', 'e1', 'e4']),
  );

  it.each([1, 2, 3, 9])('is one of all journeys of a customer, in pages of %i', (limit) =>
    expect(walk([journey(events), journey([event(0, 50), event(1, 91)], 'k')], limit)).toEqual([
      ...['ke1', 'e3', 'ke0', 'e2', 'e0', 'e1', 'e4'],
    ]),
  );

  it('goes on where it was while events arrive', () => {
    const first = timelinePage([journey(events)], 2, undefined);
    const later = [...events, event(5, 95), event(6, 20)];
    const second = timelinePage([journey(later)], 10, first.next);
    expect(second.entries.map(({ event: { id } }) => id)).toEqual(['e0', 'e6', 'e1', 'e4']);
  });

  it.each(['', 'x', 'MTIz', '%00', 'MS4x'])('refuses the cursor %j', (cursor) =>
    expect(() => timelinePage([journey(events)], 2, cursor)).toThrow(
      expect.objectContaining({ status: 400, code: 'malformed-cursor' }) as Error,
    ),
  );
});
