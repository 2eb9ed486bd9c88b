import { jsonObject, type RecordedEvent } from '@rapport/event-store';
import type { JourneyEvent } from '@rapport/journey';

/** An event as folds see it. What they may not ask for is left to the recorded event, which decodes it once for all of them. */
class DecodedEvent {
  readonly type: string;
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly revision: number;
  readonly policyVersion: number;

  constructor(
    private readonly recorded: RecordedEvent,
    readonly journeyId: string,
  ) {
    this.type = recorded.type;
    this.occurredAt = recorded.occurredAt;
    this.recordedAt = recorded.recordedAt;
    this.revision = recorded.revision;
    this.policyVersion = recorded.policyVersion;
  }

  get id(): string {
    return this.recorded.id;
  }

  /** @throws SyntaxError where it is damaged */
  get data(): object {
    return jsonObject(this.recorded.data);
  }
}

/** The write side recorded nothing that its payload classes refuse, so the data is of its type. */
export function decode(recorded: RecordedEvent, journeyId: string): JourneyEvent {
  return new DecodedEvent(recorded, journeyId) as JourneyEvent;
}
