import type { EventStore, EventToAppend, ExpectedRevision, Position } from '@rapport/event-store';
import { decide, type Command, type NewEvent } from '@rapport/journey';
import type { Policies } from '@rapport/policy';
import type { Problem } from '@rapport/projection';
import { journeyStream } from '../journeys/journey-stream';
import { readJourney, type ReadJourney } from '../journeys/read-journey';
import type { AnsweredEvent } from './answer';
import type { CommandContent, JourneyCommand } from './journey-command';
import { commandIdReused, ruleRefused } from './refusals';

/** What is to be done about a command. */
export type Ruling =
  | {
      readonly kind: 'record';
      readonly events: readonly EventToAppend[];
      readonly expected: ExpectedRevision;
      readonly answered: readonly AnsweredEvent[];
    }
  /** Recorded before, durably or not yet. */
  | { readonly kind: 'replay' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refuse'; readonly problem: Problem };

/** A journey as of its newest append, durable or still under way: what its next command is decided on. */
export class JourneyState {
  readonly stream: string;
  private readonly journey;
  /** Of its newest event that is known to be durable. */
  private durable: Position | null;

  private constructor(
    { journey, position }: ReadJourney,
    private readonly policies: Policies,
  ) {
    this.journey = journey;
    this.durable = position;
    this.stream = journeyStream(journey.id);
  }

  /** @throws Problem `journey-unreadable` */
  static async read(journeyId: string, store: EventStore, policies: Policies): Promise<JourneyState> {
    return new JourneyState(await readJourney(journeyId, store, policies), policies);
  }

  /** Events held. */
  get size(): number {
    return this.journey.revision + 1;
  }

  get position(): Position | null {
    return this.durable;
  }

  /** Moves on to the state after what is to be recorded, on the assumption that its append succeeds. */
  rule({ name, content }: JourneyCommand, now: number): Ruling {
    const { payload, commandId, bodyHash, occurredAt } = content;
    const seen = this.journey.seen(commandId);
    if (seen !== undefined) {
      return seen.bodyHash === bodyHash
        ? { kind: 'replay' }
        : { kind: 'refuse', problem: commandIdReused(commandId) };
    }
    const expected = this.journey.exists ? this.journey.revision : 'no-stream';
    const command = { name, payload, commandId, bodyHash, occurredAt } as Command;
    const decision = decide(this.journey, command, { now, policies: this.policies });
    switch (decision.outcome) {
      case 'unchanged':
        return { kind: 'unchanged' };
      case 'refused':
        return { kind: 'refuse', problem: ruleRefused(decision.rejection) };
      case 'record':
        return { kind: 'record', expected, ...recording(decision.events, content) };
    }
  }

  /** The append of a command is durable. */
  acknowledge(commandId: string, position: Position): void {
    this.journey.acknowledge(commandId, position);
    this.durable = position;
  }

  /** The answer to a command that was recorded before and is durable. */
  firstAnswer(commandId: string): { readonly events: readonly AnsweredEvent[]; readonly position: Position } {
    const seen = this.journey.seen(commandId);
    if (seen?.position === undefined) throw new Error('A command that is durable has no position.');
    return { events: seen.events, position: seen.position as Position };
  }
}

function recording(
  decided: readonly NewEvent[],
  { commandId, bodyHash, correlationId, causationId }: CommandContent,
) {
  // Absent members stay absent: JSON has one spelling for them.
  const metadata = {
    commandId,
    bodyHash,
    ...(correlationId === undefined ? {} : { correlationId }),
    ...(causationId === undefined ? {} : { causationId }),
  };
  const events: EventToAppend[] = decided.map((event) => {
    const { id, type, schemaVersion, occurredAt, policyVersion, data } = event;
    return { id, type, schemaVersion, occurredAt, policyVersion, data, metadata };
  });
  return { events, answered: decided.map(({ id, type, revision }) => ({ id, type, revision })) };
}
