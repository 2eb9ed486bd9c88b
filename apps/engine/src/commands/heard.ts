import type { RecordedEvent } from '@rapport/event-store';
import type { EventToFold } from '../journeys/read-journey';

/**
 * What was heard of a journey and is not in its state yet: the events that follow, without a gap. Most journeys are heard of
 * for nothing, when their commands go to another engine: so events are kept, and are folded when a command asks.
 */
export class Heard {
  private events: EventToFold[] = [];

  get size(): number {
    return this.events.length;
  }

  /**
   * @param events in order
   * @param from the first revision that is not known yet: those before it, and those behind a gap, are passed over. One that
   *   cannot be decoded is a gap: reading it says what is wrong
   */
  add(events: readonly RecordedEvent[], from: number): void {
    this.forgetBefore(from);
    for (const event of events) {
      if (event.revision !== from + this.events.length) continue;
      const kept = detached(event);
      if (kept === undefined) return;
      this.events.push(kept);
    }
  }

  /** What follows a state that knows all before this revision; it is given once. */
  take(from: number): readonly EventToFold[] {
    if (this.events.length === 0) return this.events;
    this.forgetBefore(from);
    const taken = this.events;
    this.events = [];
    return taken;
  }

  private forgetBefore(from: number): void {
    const [first] = this.events;
    if (first === undefined || first.revision === from) return;
    this.events = this.events.filter(({ revision }) => revision >= from);
    if (this.events[0]?.revision !== from) this.events = [];
  }
}

/** An event as it comes from a server is a piece of the bytes received: kept, it would keep all of them. */
function detached(event: RecordedEvent): EventToFold | undefined {
  try {
    const { id, type, data, occurredAt, recordedAt, revision, policyVersion, position } = event;
    const { commandId } = event.metadata;
    const metadata = commandId === undefined ? {} : { commandId };
    return { id, type, data, occurredAt, recordedAt, revision, policyVersion, position, metadata };
  } catch {
    return undefined;
  }
}
