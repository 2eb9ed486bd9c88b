import type { PackedReader } from '@rapport/event-store';
import { journeyOf } from './journey-stream';
import { Names } from './names';

const none = -1;

/** Journeys by number, and which of them a reader's number of a stream stands for: looked up by name once each. */
export class JourneyNumbers {
  private readonly numbers: number[] = [];
  private readonly journeys = new Names();
  private readonly otherStreams = new Set<string>();

  constructor(
    private readonly reader: Pick<PackedReader, 'stream'>,
    private readonly wanted: { readonly journey?: (journeyId: string) => boolean },
  ) {}

  /** By number. */
  get ids(): readonly string[] {
    return this.journeys.list;
  }

  /** Streams that are not of journeys. */
  get others(): ReadonlySet<string> {
    return this.otherStreams;
  }

  /** Undefined where it was never seen. */
  find(journeyId: string): number | undefined {
    return this.journeys.find(journeyId);
  }

  /** Negative: it is of no journey that is wanted. */
  ofStream(stream: number): number {
    return (this.numbers[stream] ??= this.look(this.reader.stream(stream)));
  }

  private look(stream: string): number {
    const journeyId = journeyOf(stream);
    if (journeyId === undefined) {
      this.otherStreams.add(stream);
      return none;
    }
    return this.wanted.journey?.(journeyId) === false ? none : this.journeys.numberOf(journeyId);
  }
}
