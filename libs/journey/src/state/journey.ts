import type { Millis, Policies, Standing } from '@rapport/policy';
import type { JourneyEvent } from '../catalogue/events';
import type { MeasuresState } from '../measures/measures-state';
import { History } from './history';
import type { JourneyFacts } from './journey-facts';
import { JourneyFold } from './journey-fold';

/** What the log says of the command behind an event. */
export interface CommandOrigin {
  readonly commandId: string;
  readonly bodyHash?: string;
  /** Of the event; opaque here. */
  readonly position?: string;
}

/** A command that this journey has recorded. */
export interface SeenCommand {
  readonly bodyHash: string | undefined;
  readonly events: readonly SeenEvent[];
  /** Of its last event; undefined while its append is under way. */
  readonly position: string | undefined;
}

export type SeenEvent = Pick<JourneyEvent, 'id' | 'type' | 'revision'>;

/** Changed in place: there is one for every command of every journey held. */
interface Remembered extends SeenCommand {
  readonly events: SeenEvent[];
  position: string | undefined;
}

/**
 * The write state of one journey: its history in business order and what that amounts to. Whoever holds it owns it, and it
 * is changed in place: a fold over 100,000 events must stay linear, and copying maps and lists at each step would not.
 *
 * Events are applied in the order of their revisions, as the log has them. One that occurred before others goes to its
 * own place; what the history amounts to is then folded again, once, when it is next asked for.
 */
export class Journey {
  private readonly history = new History();
  private readonly commands = new Map<string, Remembered>();
  private folded: JourneyFold | undefined;
  private lastRevision = -1;

  constructor(readonly id: string) {}

  /** Of its last event; -1 where there is none. */
  get revision(): number {
    return this.lastRevision;
  }
  /** Business time of its newest event, a decision perhaps; -Infinity where there is none. */
  get newestOccurredAt(): Millis {
    return this.history.newestOccurredAt;
  }
  /** In business order. Their `recordedAt` is provisional on events that `decide` made and the log has not returned. */
  get events(): readonly JourneyEvent[] {
    return this.history.events;
  }
  get exists(): boolean {
    return this.lastRevision >= 0;
  }

  facts(policies: Policies): JourneyFacts {
    return this.fold(policies).facts;
  }
  measures(policies: Policies): MeasuresState {
    return this.fold(policies).measures;
  }
  /** Undefined before the journey begins. */
  standing(policies: Policies): Standing | undefined {
    return this.fold(policies).standing;
  }
  lastDecidedAt(policies: Policies): Millis | undefined {
    return this.fold(policies).lastDecidedAt;
  }

  /** A command that was recorded here before, recognised from the events themselves. */
  seen(commandId: string): SeenCommand | undefined {
    return this.commands.get(commandId);
  }

  /** @throws where the event is not the next of the journey's stream */
  apply(event: JourneyEvent, policies: Policies, origin?: CommandOrigin): void {
    if (event.revision !== this.lastRevision + 1) {
      throw new Error(
        `Journey ${this.id} is at revision ${this.lastRevision}; event ${event.id} has ${event.revision}.`,
      );
    }
    if (this.lastRevision < 0) this.folded = new JourneyFold(policies);
    if (event.occurredAt >= this.newestOccurredAt) this.folded?.step(event);
    else this.folded = undefined;
    this.keep(event, origin);
  }

  /** Takes in events that the given fold has seen already, at their places in business order. */
  adopt(events: readonly JourneyEvent[], fold: JourneyFold, origin: CommandOrigin): void {
    for (const event of events) this.keep(event, origin);
    this.folded = fold;
  }

  /** Where the command's events ended up in the log. */
  acknowledge(commandId: string, position: string): void {
    const command = this.commands.get(commandId);
    if (command !== undefined) command.position = position;
  }

  /** What the whole history amounts to now. */
  fold(policies: Policies): JourneyFold {
    return (this.folded ??= new JourneyFold(policies).steps(this.history.events));
  }

  /** What the history up to a moment (inclusive) amounted to, folded apart, and the events after it. */
  until(
    at: Millis,
    policies: Policies,
  ): { readonly fold: JourneyFold; readonly later: readonly JourneyEvent[] } {
    const place = this.history.place(at);
    const fold = new JourneyFold(policies).steps(this.history.events.slice(0, place));
    return { fold, later: this.history.events.slice(place) };
  }

  private keep(event: JourneyEvent, origin: CommandOrigin | undefined): void {
    this.history.add(event);
    this.lastRevision = event.revision;
    if (origin !== undefined) this.remember(event, origin);
  }

  private remember(
    { id, type, revision }: JourneyEvent,
    { commandId, bodyHash, position }: CommandOrigin,
  ): void {
    const known = this.commands.get(commandId);
    if (known === undefined) {
      this.commands.set(commandId, { bodyHash, events: [{ id, type, revision }], position });
      return;
    }
    known.events.push({ id, type, revision });
    known.position = position;
  }
}
