import type { Millis, Policies, Standing } from '@rapport/policy';
import type { JourneyEvent } from '../catalogue/events';
import type { MeasuresState } from '../measures/measures-state';
import { History } from './history';
import type { JourneyFacts } from './journey-facts';
import { JourneyFold } from './journey-fold';

/**
 * The write state of one journey: what its history in business order amounts to, and which commands it recorded. Whoever holds
 * it owns it, and it is changed in place: a fold over 100,000 events must stay linear, and copying maps and lists at each step
 * would not.
 *
 * Events are applied in the order of their revisions, as the log has them. One that occurred before others goes to its
 * own place; what the history amounts to is then folded again, once, when it is next asked for.
 *
 * Only commands that are late need the events themselves. Whoever holds many journeys lets them forget those, and reads a
 * journey again for a late command: events kept are memory that outlives everything else a command makes.
 */
export class Journey {
  private history: History | undefined = new History();
  /** The revision of the first event of each command. */
  private readonly commands = new Map<string, number>();
  private folded: JourneyFold | undefined;
  private lastRevision = -1;
  private newest: Millis = -Infinity;

  constructor(readonly id: string) {}

  /** Of its last event; -1 where there is none. */
  get revision(): number {
    return this.lastRevision;
  }
  /** Business time of its newest event, a decision perhaps; -Infinity where there is none. */
  get newestOccurredAt(): Millis {
    return this.newest;
  }
  /** False after `forgetEvents`: no late command can be decided then. */
  get keepsEvents(): boolean {
    return this.history !== undefined;
  }
  /**
   * In business order. Their `recordedAt` is provisional on events that `decide` made and the log has not returned.
   * @throws where it forgot them
   */
  get events(): readonly JourneyEvent[] {
    return this.kept().events;
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

  /** The revision of the first event that a command recorded here; undefined where it recorded none. */
  seen(commandId: string): number | undefined {
    return this.commands.get(commandId);
  }

  /**
   * @param commandId the command that the log says is behind the event
   * @throws where the event is not the next of the journey's stream
   */
  apply(event: JourneyEvent, policies: Policies, commandId?: string): void {
    if (event.revision !== this.lastRevision + 1) {
      throw new Error(
        `Journey ${this.id} is at revision ${this.lastRevision}; event ${event.id} has ${event.revision}.`,
      );
    }
    if (this.lastRevision < 0) this.folded = new JourneyFold(policies);
    if (event.occurredAt >= this.newest) this.folded?.step(event);
    else this.folded = undefined;
    if (commandId !== undefined && !this.commands.has(commandId))
      this.commands.set(commandId, event.revision);
    this.keep(event);
  }

  /** Takes in the events of one command, which the given fold has seen already, at their places in business order. */
  adopt(events: readonly JourneyEvent[], fold: JourneyFold, commandId: string): void {
    const [first] = events;
    if (first !== undefined) this.commands.set(commandId, first.revision);
    for (const event of events) this.keep(event);
    this.folded = fold;
  }

  /**
   * Back to where this revision was the last: what was decided after it was not recorded. What is left is folded again, once,
   * when it is next asked for.
   * @throws where it forgot its events
   */
  takeBack(revision: number): void {
    const history = this.kept();
    if (revision >= this.lastRevision) return;
    history.endAt(revision);
    for (const [commandId, first] of this.commands) if (first > revision) this.commands.delete(commandId);
    this.folded = undefined;
    this.lastRevision = revision;
    this.newest = history.newestOccurredAt;
  }

  /** Keeps only what the events amount to. */
  forgetEvents(policies: Policies): void {
    this.fold(policies);
    this.history = undefined;
  }

  /** What the whole history amounts to now. */
  fold(policies: Policies): JourneyFold {
    return (this.folded ??= new JourneyFold(policies).steps(this.kept().events));
  }

  /** What the history up to a moment (inclusive) amounted to, folded apart, and the events after it. @throws where it forgot them */
  until(
    at: Millis,
    policies: Policies,
  ): { readonly fold: JourneyFold; readonly later: readonly JourneyEvent[] } {
    const { events } = this;
    const place = this.kept().place(at);
    const fold = new JourneyFold(policies).steps(events.slice(0, place));
    return { fold, later: events.slice(place) };
  }

  private keep(event: JourneyEvent): void {
    this.history?.add(event);
    this.lastRevision = event.revision;
    if (event.occurredAt > this.newest) this.newest = event.occurredAt;
  }

  private kept(): History {
    if (this.history === undefined) throw new Error(`Journey ${this.id} has forgotten its events.`);
    return this.history;
  }
}
