import { instant, minutes, storyEnds } from './calendar';
import type { Chance } from './chance';

/** One line for `POST /v1/commands`. */
export interface DemoCommand {
  readonly command: string;
  readonly journeyId: string;
  readonly commandId: string;
  /** ISO 8601, UTC */
  readonly occurredAt: string;
  readonly [field: string]: unknown;
}

/** A command and when it reaches the engine, milliseconds; later than it occurred where the news was slow. */
export interface Arrival {
  readonly arrivesAt: number;
  readonly command: DemoCommand;
}

/** The thread of one journey's story: it has a clock of its own that only moves on. */
export class Thread {
  private readonly arrivals: Arrival[] = [];
  private readonly counters = new Map<string, number>();

  constructor(
    readonly journeyId: string,
    private clock: number,
    readonly chance: Chance,
  ) {}

  get now(): number {
    return this.clock;
  }

  pass(millis: number): this {
    this.clock += Math.round(millis / minutes(1)) * minutes(1);
    return this;
  }

  /** Moves on to that moment, or by nothing where it is over. */
  until(millis: number): this {
    return this.pass(Math.max(0, millis - this.clock));
  }

  tell(command: string, system: string, payload: object): this {
    this.add(command, system, payload, 0);
    return this.pass(minutes(1));
  }

  /** Something that happens now, and that we hear of `delay` milliseconds later. */
  tellLate(command: string, system: string, payload: object, delay: number): this {
    this.add(command, system, payload, delay);
    return this.pass(minutes(1));
  }

  /** A new id within this journey: `case-1`, `case-2`, … */
  id(kind: string): string {
    const next = (this.counters.get(kind) ?? 0) + 1;
    this.counters.set(kind, next);
    return `${kind}-${next}`;
  }

  /** What is known of this journey when the story ends. */
  known(): readonly Arrival[] {
    return this.arrivals.filter(({ arrivesAt }) => arrivesAt <= storyEnds);
  }

  private add(command: string, system: string, payload: object, delay: number): void {
    const commandId = `${this.journeyId}-${this.arrivals.length + 1}`;
    const occurredAt = instant(this.clock);
    this.arrivals.push({
      arrivesAt: this.clock + delay,
      command: { command, journeyId: this.journeyId, commandId, occurredAt, ...payload, source: { system } },
    });
  }
}
