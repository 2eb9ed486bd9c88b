import type { EventStore, EventToAppend, ExpectedRevision, Position } from '@rapport/event-store';
import { decide, Journey, type Command, type NewEvent } from '@rapport/journey';
import type { Policies } from '@rapport/policy';
import type { Problem } from '@rapport/projection';
import { journeyStream, pagesOf } from '../journeys/journey-stream';
import { goOnWith, readJourney, type EventToFold, type ReadJourney } from '../journeys/read-journey';
import type { AnsweredEvent } from './answer';
import type { CommandContent, JourneyCommand } from './journey-command';
import { ruleRefused } from './refusals';

/** What is to be done about a command. */
export type Ruling =
  | {
      readonly kind: 'record';
      readonly events: readonly EventToAppend[];
      readonly expected: ExpectedRevision;
      readonly answered: readonly AnsweredEvent[];
    }
  /** Recorded before, durably or not yet, from that revision on; perhaps another command under the same id. */
  | { readonly kind: 'seen'; readonly revision: number }
  /** It occurred before events that are not held here. */
  | { readonly kind: 'late' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refuse'; readonly problem: Problem };

/** A journey as of its newest append, durable or still under way: what its next command is decided on. */
export class JourneyState {
  readonly stream: string;
  private readonly journey;
  /** Of its newest event that is known to be durable. */
  private durable: Position | null;
  private durableEvents: number;

  private constructor(
    { journey, position }: ReadJourney,
    private readonly policies: Policies,
    keepEvents: boolean,
  ) {
    this.journey = journey;
    if (!keepEvents) journey.forgetEvents(policies);
    this.durable = position;
    this.durableEvents = this.size;
    this.stream = journeyStream(journey.id);
  }

  /** Of a journey of which nothing is known; it keeps its events. */
  static empty(journeyId: string, policies: Policies): JourneyState {
    return new JourneyState({ journey: new Journey(journeyId), position: null }, policies, true);
  }

  /**
   * @param keepEvents whether late commands are to be decided, too
   * @throws Problem `journey-unreadable`
   */
  static async read(
    journeyId: string,
    store: EventStore,
    policies: Policies,
    keepEvents: boolean,
  ): Promise<JourneyState> {
    return new JourneyState(await readJourney(journeyId, store, policies), policies, keepEvents);
  }

  /** In events: what it holds grows with them. */
  get size(): number {
    return this.journey.revision + 1;
  }

  /** As far as its events are known to be durable. Only where one append is under way at a time. */
  get durableSize(): number {
    return this.durableEvents;
  }

  get position(): Position | null {
    return this.durable;
  }

  /**
   * Moves on to the state after what is to be recorded, on the assumption that its append succeeds.
   * @param attempt see `DecideContext`
   */
  rule({ name, content }: JourneyCommand, now: number, attempt?: string): Ruling {
    const { payload, commandId, bodyHash, occurredAt } = content;
    const seen = this.journey.seen(commandId);
    if (seen !== undefined) return { kind: 'seen', revision: seen };
    if (occurredAt < this.journey.newestOccurredAt && !this.journey.keepsEvents) return { kind: 'late' };
    const expected = this.journey.exists ? this.journey.revision : 'no-stream';
    const command = { name, payload, commandId, bodyHash, occurredAt } as Command;
    const decision = decide(this.journey, command, {
      ...{ now, policies: this.policies },
      ...(attempt !== undefined && { attempt }),
    });
    switch (decision.outcome) {
      case 'unchanged':
        return { kind: 'unchanged' };
      case 'refused':
        return { kind: 'refuse', problem: ruleRefused(decision.rejection) };
      case 'record':
        return { kind: 'record', expected, ...recording(decision.events, content) };
    }
  }

  /** The append of its newest events is durable. */
  acknowledge(position: Position | null): void {
    this.durable = position;
    this.durableEvents = this.size;
  }

  /** The append of what is not durable failed: back to what is. @throws where the journey forgot its events */
  takeBack(): void {
    this.journey.takeBack(this.durableEvents - 1);
  }

  /** Folds on what the log has recorded behind this state, all of which is durable. @throws as `goOnWith` */
  goOnWith(events: readonly EventToFold[]): void {
    goOnWith(this.journey, events, this.policies);
    this.acknowledge(events.at(-1)?.position ?? this.durable);
  }

  /** The same with what it reads there. */
  async catchUp(store: Pick<EventStore, 'readStream'>): Promise<void> {
    for await (const page of pagesOf(store, this.stream, this.size)) this.goOnWith(page);
  }
}

function recording(decided: readonly NewEvent[], content: CommandContent) {
  const { commandId, bodyHash, correlationId, causationId, payload, payloadText } = content;
  // Absent members stay absent: JSON has one spelling for them.
  const metadata = {
    commandId,
    bodyHash,
    ...(correlationId === undefined ? {} : { correlationId }),
    ...(causationId === undefined ? {} : { causationId }),
  };
  const events: EventToAppend[] = decided.map((event) => {
    const { id, type, schemaVersion, occurredAt, policyVersion, data } = event;
    const dataText = data === payload ? payloadText : undefined; // most commands are recorded as they are
    return { id, type, schemaVersion, occurredAt, policyVersion, data, dataText, metadata };
  });
  return { events, answered: decided.map(({ id, type, revision }) => ({ id, type, revision })) };
}
