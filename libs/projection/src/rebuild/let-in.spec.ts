import type { EventLog, Position } from '@rapport/event-store';
import type { Feed, LaneChange } from '../live/feed';
import type { Lane } from '../live/lane';
import type { HighWaterMark } from '../wait/high-water-mark';
import { letIn } from './let-in';

const at = (place: number): Position => `log-${place}` as Position;

it('lets rows in no earlier than where others were told to be while they came into force', async () => {
  const events = [1, 2].map((place) => ({
    position: at(place),
    stream: 'other',
    data: {},
    occurredAt: place,
  }));
  const log = {
    head: () => Promise.resolve(at(2)),
    readAll: ({ after = at(0) }) =>
      Promise.resolve({ events: events.filter(({ position }) => position > after), end: true }),
  };
  const lane = {
    position: at(0),
    folder: { types: new Set() },
    apply: ({ upTo }: { upTo: Position }) => Promise.resolve(void (lane.position = upTo)),
  };
  const mark = { position: at(1) };
  const feed = { change: (to: LaneChange) => to([], undefined) };
  const found: Position[] = [];
  await letIn(
    {
      log: log as unknown as EventLog,
      feed: feed as unknown as Feed,
      mark: mark as unknown as HighWaterMark,
      listeners: [],
    },
    [lane as unknown as Lane],
    {
      swap: () => {
        mark.position = at(2);
        return Promise.resolve(void found.push(lane.position));
      },
      admit: () => void found.push(lane.position),
    },
  );
  expect(found).toEqual([at(1), at(2)]);
});
