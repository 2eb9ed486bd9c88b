import {
  WrongExpectedRevision,
  type AppendResult,
  type EventStore,
  type EventToAppend,
  type ExpectedRevision,
  type Position,
  type RecordedEvent,
} from '@rapport/event-store';

interface Pending {
  readonly stream: string;
  readonly events: readonly EventToAppend[];
  readonly expected: ExpectedRevision;
  resolve(result: AppendResult): void;
  reject(error: unknown): void;
}

/** A store in memory whose appends wait until the test says how each ends. */
export class ControlledStore implements Pick<EventStore, 'append' | 'readStream'> {
  readonly log: RecordedEvent[] = [];
  readonly pending: Pending[] = [];
  reads = 0;

  append(
    stream: string,
    events: readonly EventToAppend[],
    expected: ExpectedRevision,
  ): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      this.pending.push({ stream, events, expected, resolve, reject });
    });
  }

  readStream(stream: string, { from = 0, limit = 1_000 } = {}): Promise<readonly RecordedEvent[]> {
    if (from === 0) this.reads++;
    return Promise.resolve(this.of(stream).slice(from, from + limit));
  }

  /** The oldest append is stored if it fits, and answered. */
  commit(): void {
    const next = this.take();
    const last = this.of(next.stream).at(-1)?.revision;
    if (next.expected !== (last ?? 'no-stream')) {
      next.reject(new WrongExpectedRevision(next.stream, next.expected, last));
    } else next.resolve(this.store(next.stream, next.events));
  }

  /** The oldest append ends with an error, stored or not. */
  fail(error: unknown, stored: 'stored' | 'lost' = 'lost'): void {
    const next = this.take();
    if (stored === 'stored') this.store(next.stream, next.events);
    next.reject(error);
  }

  /** Commits until nothing waits any more, also what is appended meanwhile. */
  async commitAll(): Promise<void> {
    await settled();
    while (this.pending.length > 0) {
      this.commit();
      await settled();
    }
  }

  store(stream: string, events: readonly EventToAppend[]): AppendResult {
    for (const event of events) {
      const revision = this.of(stream).length;
      this.log.push({
        ...event,
        stream,
        revision,
        position: this.at(this.log.length),
        recordedAt: this.log.length,
      });
    }
    return { revision: this.of(stream).length - 1, position: this.at(this.log.length - 1), recordedAt: 0 };
  }

  types(stream: string): string[] {
    return this.of(stream).map(({ type }) => type);
  }

  private of(stream: string): RecordedEvent[] {
    return this.log.filter((event) => event.stream === stream);
  }

  private at(place: number): Position {
    return `log-${String(place).padStart(6, '0')}` as Position;
  }

  private take(): Pending {
    const next = this.pending.shift();
    if (next === undefined) throw new Error('No append waits.');
    return next;
  }
}

/** When all that could happen without another append has happened. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}
