import type { RecordedEvent } from '@rapport/event-store';
import { commandPatienceMs } from '../http/limits';
import { inTime } from '../platform/in-time';
import type { CommandAnswer } from './answer';
import { Cell } from './cell';
import type { CellParts } from './cell-parts';
import type { JourneyCommand } from './journey-command';
import { unknownOutcome } from './refusals';

interface Entry {
  readonly cell: Cell;
  /** As counted when it was last asked for. */
  weight: number;
  /** Asked for again since the last look for room. */
  used: boolean;
}

/**
 * The journeys in use, bounded by the events they hold in sum. Those that nobody asked for go first (second chance: cheaper
 * than an exact order of use, which would be changed by every command). A cell with commands under way stays: a second one for
 * the same journey would only run into its appends.
 */
export class Cells {
  private readonly entries = new Map<string, Entry>();
  private events = 0;

  constructor(
    private readonly parts: CellParts,
    private readonly maxEvents: number,
  ) {}

  get size(): number {
    return this.entries.size;
  }

  get cachedEvents(): number {
    return this.events;
  }

  /**
   * @throws Problem `unknown-outcome` where a log on another machine hangs: the command goes on, and its answer is for who
   *   asks again; what else a cell answers
   */
  submit(command: JourneyCommand): Promise<CommandAnswer> {
    const { journeyId, commandId } = command.content;
    const cell = this.of(journeyId);
    const answer = cell.submit(command);
    if (this.parts.log === 'own') return answer;
    return inTime(answer, commandPatienceMs, () => unknownOutcome(commandId), () => cell.answeredAt); // prettier-ignore
  }

  of(journeyId: string): Cell {
    const known = this.entries.get(journeyId);
    if (known !== undefined) known.used = true;
    const entry = known ?? this.add(journeyId);
    this.weigh(entry);
    if (this.events > this.maxEvents) this.makeRoom(entry);
    return entry.cell;
  }

  /** What the log was followed to: journeys in memory go on with it, and new ones begin with it, unread. */
  hear(journeys: ReadonlyMap<string, readonly RecordedEvent[]>): void {
    for (const [journeyId, events] of journeys) {
      const isNew = events[0]?.revision === 0;
      const entry = this.entries.get(journeyId) ?? (isNew ? this.add(journeyId) : undefined);
      if (entry === undefined) continue;
      entry.cell.hear(events);
      this.weigh(entry);
    }
    if (this.events > this.maxEvents) this.makeRoom();
  }

  private add(journeyId: string): Entry {
    const entry = { cell: new Cell(journeyId, this.parts), weight: 0, used: false };
    this.entries.set(journeyId, entry);
    return entry;
  }

  /** A cell is weighed when it is asked for, so with what it held after its last command. */
  private weigh(entry: Entry): void {
    this.events += entry.cell.weight - entry.weight;
    entry.weight = entry.cell.weight;
  }

  /** Looks at each journey twice at most, the oldest first. */
  private makeRoom(asked?: Entry): void {
    let looks = 2 * this.entries.size;
    for (const [journeyId, entry] of this.entries) {
      if (this.events <= this.maxEvents || looks-- === 0) return;
      this.entries.delete(journeyId);
      if (entry.used || entry === asked || entry.cell.busy) {
        entry.used = false;
        this.entries.set(journeyId, entry); // to the end: the loop gets there again
      } else this.events -= entry.weight;
    }
  }
}
