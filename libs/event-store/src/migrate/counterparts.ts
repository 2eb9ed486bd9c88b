import { MigrationRefused } from '../errors';
import type { RecordedEvent } from '../event';
import type { Position } from '../position';
import { fingerprint } from './fingerprint';

/** Events by which the order of the two logs may differ: more than are ever under way at once. */
const REACH = 20_000;

interface Waiting {
  readonly event: RecordedEvent;
  /** Of the event before it. */
  readonly before: Position | undefined;
}

/**
 * Finds for each event of the new log the one that it is in the old log, both being gone through in their order. The orders
 * are the same but for what a broken connection may have changed.
 */
export class Counterparts {
  /** Of the old log, read and not found in the new one yet, in its order. */
  private readonly waiting = new Map<string, Waiting>();
  /** Found behind the first of those. */
  private readonly foundBehind = new Set<string>();
  private last: Position | undefined;
  /** Found in all. */
  found = 0;
  /** Found where another was due. */
  displaced = 0;

  constructor(private readonly old: AsyncIterator<RecordedEvent>) {}

  /** The old log's event. @throws MigrationRefused where there is none, or it is another one */
  async of(moved: RecordedEvent): Promise<RecordedEvent> {
    const event = this.take(moved.id) ?? (await this.readOn(moved));
    if (fingerprint(event) !== fingerprint(moved))
      throw new MigrationRefused(
        `${moved.stream} has an event ${moved.revision} there that is not as it is in the old log (${moved.id}). ${EMPTY}`,
      );
    this.found += 1;
    return event;
  }

  /** The first event of the old log that the new one does not have, if any. Not to be gone on with. */
  async missing(): Promise<RecordedEvent | undefined> {
    const [first] = this.waiting.values();
    if (first !== undefined) return first.event;
    const next = await this.old.next();
    return next.done === true ? undefined : next.value;
  }

  /** Where to go on in the old log: behind a position, leaving out what is there already. */
  get place(): { readonly after: Position | undefined; readonly isThere: ReadonlySet<string> } {
    const [first] = this.waiting.values();
    return { after: first === undefined ? this.last : first.before, isThere: this.foundBehind };
  }

  private take(id: string): RecordedEvent | undefined {
    const [first] = this.waiting.keys();
    const found = this.waiting.get(id);
    if (found === undefined) return undefined;
    this.waiting.delete(id);
    if (first !== id) this.displaced += 1;
    if (this.waiting.size === 0) this.foundBehind.clear();
    else this.foundBehind.add(id);
    return found.event;
  }

  private async readOn(moved: RecordedEvent): Promise<RecordedEvent> {
    while (this.waiting.size < REACH) {
      const next = await this.old.next();
      if (next.done === true) break;
      const event = next.value;
      const before = this.last;
      this.last = event.position;
      if (event.id !== moved.id) {
        this.waiting.set(event.id, { event, before });
        continue;
      }
      if (this.waiting.size > 0) {
        this.displaced += 1;
        this.foundBehind.add(event.id);
      }
      return event;
    }
    throw new MigrationRefused(
      `${moved.stream} has an event ${moved.revision} there that the old log does not have there (${moved.id}). ${EMPTY}`,
    );
  }
}

const EMPTY =
  'Has an engine been started on the new log, or has it been used before? Move into one that holds nothing, and start engines on it only afterwards.';
