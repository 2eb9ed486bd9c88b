import type { JourneyListener } from '@rapport/projection';

/** Takes what the log is followed to to the journeys in memory. They are made after the following began: what comes before is lost on nobody. */
export class JourneyNews {
  private reader: JourneyListener | undefined;

  readonly tell: JourneyListener = (journeys) => this.reader?.(journeys);

  reach(reader: JourneyListener): void {
    this.reader = reader;
  }
}
