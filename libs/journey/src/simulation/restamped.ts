import type { JourneyEvent } from '../catalogue/events';

/** A recorded event as if another policy version had been in force when it came. Its data is decoded where it was recorded. */
class Restamped {
  readonly journeyId: string;
  readonly type: string;
  readonly occurredAt: number;
  readonly revision: number;

  constructor(
    private readonly recorded: JourneyEvent,
    readonly policyVersion: number,
  ) {
    this.journeyId = recorded.journeyId;
    this.type = recorded.type;
    this.occurredAt = recorded.occurredAt;
    this.revision = recorded.revision;
  }

  get recordedAt(): number {
    return this.recorded.recordedAt;
  }

  get id(): string {
    return this.recorded.id;
  }

  get data(): object {
    return this.recorded.data;
  }
}

export const restamped = (event: JourneyEvent, policyVersion: number): JourneyEvent =>
  new Restamped(event, policyVersion) as JourneyEvent;
