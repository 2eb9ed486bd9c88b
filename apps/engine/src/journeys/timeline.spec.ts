import type { Position, RecordedEvent } from '@rapport/event-store';
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

async function* paged(
  events: readonly RecordedEvent[],
  size: number,
): AsyncGenerator<readonly RecordedEvent[]> {
  for (let at = 0; at < events.length; at += size) yield await Promise.resolve(events.slice(at, at + size));
}

async function walk(events: readonly RecordedEvent[], limit: number): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await timelinePage(paged(events, 3), limit, cursor);
    seen.push(...page.events.map(({ id }) => id));
    cursor = page.next;
  } while (cursor !== undefined);
  return seen;
}

describe('a timeline', () => {
  const events = [event(0, 50), event(1, 20), event(2, 50), event(3, 90), event(4, -5)];

  it('is newest first in business order, whatever the order of arrival', async () =>
    expect(await walk(events, 10)).toEqual(['e3', 'e2', 'e0', 'e1', 'e4']));

  it.each([1, 2, 3, 5])('has no gap and no duplicate in pages of %i', async (limit) =>
    expect(await walk(events, limit)).toEqual(['e3', 'e2', 'e0', 'e1', 'e4']),
  );

  it('goes on where it was while events arrive', async () => {
    const first = await timelinePage(paged(events, 2), 2, undefined);
    const later = [...events, event(5, 95), event(6, 20)];
    const second = await timelinePage(paged(later, 2), 10, first.next);
    expect(second.events.map(({ id }) => id)).toEqual(['e0', 'e6', 'e1', 'e4']);
  });

  it.each(['', 'x', 'MTIz', '%00'])('refuses the cursor %j', (cursor) =>
    expect(timelinePage(paged(events, 2), 2, cursor)).rejects.toMatchObject({
      status: 400,
      code: 'malformed-cursor',
    }),
  );
});
