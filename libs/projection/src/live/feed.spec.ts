import type { EventHandler, EventLog, Position, RecordedEvent, Subscription } from '@rapport/event-store';
import { Feed } from './feed';
import type { Lane } from './lane';

const position = (n: number) => `log-${n}` as Position;
const event = (n: number, occurredAt: number) =>
  ({
    ...{ id: `e${n}`, stream: 'journey-j', type: 'PurchaseMade', revision: n, occurredAt },
    position: position(n + 1),
  }) as RecordedEvent;

/** Hands its subscriber what the spec says. */
class SpokenLog {
  handle: EventHandler = () => undefined;
  readonly subscribe = (handler: EventHandler): Subscription => {
    this.handle = handler;
    const never = new Promise<void>(() => undefined);
    return { caughtUp: never, closed: never, close: () => Promise.resolve() };
  };
}

/** A lane whose commits the spec lets happen. */
class HeldLane {
  readonly name = 'held';
  readonly folder = { types: [] };
  committed = 0;
  private release: () => void = () => undefined;

  async apply(): Promise<void> {
    await new Promise<void>((resolve) => (this.release = resolve));
    this.committed += 1;
  }

  async commit(): Promise<void> {
    this.release();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('the feed', () => {
  it('knows the newest moment before any row does, and says it is there when all rows are', async () => {
    const log = new SpokenLog();
    const [first, second] = [new HeldLane(), new HeldLane()];
    const nothing = () => undefined;
    const types = new Set(['PurchaseMade']);
    const options = { listeners: [], types, onFault: nothing, onMove: nothing, onLost: nothing, retryMs: 1 };
    const feed = new Feed({ log: log as unknown as EventLog, ...options });
    await feed.change(() => [first, second] as unknown as Lane[]);
    feed.start(undefined);
    const handled = log.handle([event(0, 7)], position(1));
    await new Promise((resolve) => setImmediate(resolve));
    await first.commit();
    expect([first.committed, second.committed]).toEqual([1, 0]);
    expect([feed.newestOccurredAt, feed.position]).toEqual([7, undefined]);
    await second.commit();
    await handled;
    expect([feed.newestOccurredAt, feed.position]).toEqual([7, position(1)]);
  });
});
