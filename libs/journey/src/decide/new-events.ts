import { catalogue } from '../catalogue/catalogue';
import type { EventData, EventType } from '../catalogue/events';
import { eventId } from '../kernel/event-id';
import type { Journey } from '../state/journey';
import type { Command, DecideContext, NewEvent } from './command';

/** Makes the events of one append, with the ids and revisions they will have in the log. */
export class NewEvents {
  private readonly made: NewEvent[] = [];

  constructor(
    private readonly journey: Journey,
    private readonly command: Command,
    private readonly context: DecideContext,
  ) {}

  get events(): readonly NewEvent[] {
    return this.made;
  }

  /** The caller knows that the data is the type's: the catalogue pairs them. */
  make(type: EventType, data: object, occurredAt: number): NewEvent {
    const index = this.made.length;
    const event = {
      id: eventId(this.journey.id, this.command.commandId, index, this.context.attempt),
      journeyId: this.journey.id,
      type,
      schemaVersion: catalogue.events[type].schemaVersion,
      data: data as EventData[EventType],
      occurredAt,
      recordedAt: this.context.now,
      revision: this.journey.revision + 1 + index,
      policyVersion: this.context.policies.inForce.version,
    } as NewEvent;
    this.made.push(event);
    return event;
  }
}
