import type { EventLog, Position } from '@rapport/event-store';
import type { Batch } from '../live/batch';
import type { Feed, LaneChange } from '../live/feed';
import { KeptHistories } from '../live/kept-histories';
import type { Lane } from '../live/lane';
import type { Slot } from '../status/slot';
import { HighWaterMark } from '../wait/high-water-mark';
import { comeNear, letIn, type LetInOptions } from './let-in';

const at = (place: number): Position => `log-${place}` as Position;

const eventsOf = (log: { readonly newest: number }) =>
  Array.from({ length: log.newest }, (_, index) => ({
    ...{ position: at(index + 1), stream: 'other', data: {}, occurredAt: index },
  }));

/** A log of one event, at first. */
const newLog = () => {
  const log = {
    newest: 1,
    head: () => Promise.resolve(at(log.newest)),
    readAll: ({ after = at(0) }) =>
      Promise.resolve({ events: eventsOf(log).filter(({ position }) => position > after), end: true }),
  };
  return log;
};

/** @param onBatch what it does with each batch besides moving on */
const laneAtStart = (onBatch?: (batch: Batch) => unknown) => {
  const lane = {
    position: at(0),
    folder: { types: new Set() },
    apply: async (batch: Batch) => {
      await onBatch?.(batch);
      lane.position = batch.upTo;
    },
  };
  return lane as unknown as Lane;
};

/** Rows that another node writes, and how far those who ask here were told that all rows are. */
const elsewhere = (place: number) => {
  const slot = { rows: {}, position: at(place), settle: () => undefined };
  const mark = new HighWaterMark([slot as unknown as Slot]);
  mark.update(undefined);
  const commit = (later: number): void => {
    slot.position = at(later);
    mark.update(undefined);
  };
  return { mark, commit };
};

const feedAt = (position: Position | undefined): Feed =>
  ({ change: (to: LaneChange) => to([], position) }) as unknown as Feed;

const optionsOf = (log: object, mark: HighWaterMark): LetInOptions => ({
  log: log as EventLog,
  feed: feedAt(undefined),
  mark,
  listeners: [],
  types: new Set(),
  histories: new KeptHistories(),
});

it('lets rows in as far as others were told to be, and tells of no more until they are in, however much others commit', async () => {
  const log = { ...newLog(), newest: 2 };
  const lane = laneAtStart();
  const { mark, commit } = elsewhere(1);
  const found: (Position | undefined)[] = [];
  await letIn(optionsOf(log, mark), [lane], {
    swap: () => {
      commit(2);
      return Promise.resolve(void found.push(lane.position, mark.position));
    },
    admit: () => void found.push(lane.position, mark.position),
  });
  expect(found).toEqual([at(1), at(1), at(1), at(1)]);
  commit(2);
  expect(mark.position).toBe(at(2));
});

it('tells nobody of the first rows before they are in', async () => {
  const mark = new HighWaterMark([{ rows: undefined, settle: () => undefined } as unknown as Slot]);
  const found: (Position | undefined)[] = [];
  const look = (): void => {
    mark.update(undefined);
    found.push(mark.position);
  };
  await letIn({ ...optionsOf(newLog(), mark), feed: feedAt(at(1)) }, [laneAtStart()], {
    swap: () => {
      look();
      return Promise.resolve();
    },
    admit: look,
  });
  expect(found).toEqual([undefined, undefined]);
});

it('reads a journey once, however often more is appended meanwhile', async () => {
  const read: string[] = [];
  const log = {
    ...newLog(),
    count: () => Promise.resolve(log.newest < 4 ? 1_000 / log.newest : 0),
    head: () => Promise.resolve(at(log.newest++)),
    readAll: ({ after = at(0) }) =>
      Promise.resolve({ events: eventsOf(log).filter(({ position }) => position > after), end: true }),
    readStream: (stream: string) => {
      read.push(stream);
      return Promise.resolve([]);
    },
  };
  const batches: Position[] = [];
  const lane = laneAtStart((batch) => {
    batches.push(batch.upTo);
    return batch.histories(['j1']);
  });
  const options = optionsOf(log, elsewhere(4).mark);
  await comeNear(options, [lane]);
  await letIn(options, [lane], { admit: () => undefined });
  expect(batches).toEqual([1, 2, 3, 4].map(at));
  expect(read).toEqual(['journey-j1']);
});

it('goes on as long as it comes nearer, and no longer where as much is appended meanwhile', async () => {
  const counts = [10_000, 4_000, 1_000, 950, 900];
  const log = {
    ...newLog(),
    head: () => Promise.resolve(at(log.newest++)),
    readAll: ({ after = at(0) }) =>
      Promise.resolve({ events: eventsOf(log).filter(({ position }) => position > after), end: true }),
    count: () => Promise.resolve(counts.shift()),
  };
  await comeNear(optionsOf(log, elsewhere(1).mark), [laneAtStart()]);
  expect(counts).toEqual([900]);
});

it('reads what live batches would have to wait for, however little is left', async () => {
  const log = { ...newLog(), count: () => Promise.resolve(1) };
  const lane = laneAtStart();
  await comeNear(optionsOf(log, elsewhere(1).mark), [lane]);
  expect(lane.position).toBe(at(1));
});
