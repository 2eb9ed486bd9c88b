import {
  UnknownOutcome,
  WrongExpectedRevision,
  type AppendResult,
  type EventStore,
  type Position,
} from '@rapport/event-store';
import type { Policies } from '@rapport/policy';
import { setTimeout as delay } from 'node:timers/promises';
import { maxAttempts } from '../http/limits';
import type { AnsweredEvent, CommandAnswer } from './answer';
import type { JourneyCommand } from './journey-command';
import { earlierAnswer } from './earlier-answer';
import { JourneyState, type Ruling } from './journey-state';
import { conflictNotResolved } from './refusals';

export interface CellParts {
  readonly store: EventStore;
  readonly policies: Policies;
  now(): number;
  /** A command is decided again because an append failed. */
  retried(): void;
}

interface Waiting {
  readonly command: JourneyCommand;
  /** Of arrival. */
  readonly order: number;
  attempts: number;
  resolve(answer: CommandAnswer): void;
  reject(error: unknown): void;
}

/**
 * The commands of one journey, decided in order against a state that runs ahead of the log: appends are pipelined, and every
 * answer waits until the newest append that its state saw is durable. When an append fails, so does all that was decided after
 * it: the state is dropped, read from the log again, and those commands are decided again. So it is, with its events, for a
 * command that is late.
 */
export class Cell {
  private state: JourneyState | undefined;
  private reading = false;
  private waiting: Waiting[] = [];
  /** Commands to be decided on a state that is read again. */
  private again: Waiting[] = [];
  /** Appends, and answers that wait for one. */
  private underWay = 0;
  private newest: Promise<AppendResult> | undefined;
  /** The state is not to be gone on with: an append that it saw failed, or a late command needs more than it holds. */
  private stale = false;
  /** Once a command was late, others of the journey may well be. */
  private keepEvents = false;
  private arrivals = 0;

  constructor(
    private readonly journeyId: string,
    private readonly parts: CellParts,
  ) {}

  get busy(): boolean {
    return this.underWay > 0 || this.reading || this.waiting.length > 0;
  }

  /** Events held, plus a little for the cell itself. */
  get weight(): number {
    return 4 + (this.state?.size ?? 0);
  }

  submit(command: JourneyCommand): Promise<CommandAnswer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ command, order: this.arrivals++, attempts: 0, resolve, reject });
      this.proceed();
    });
  }

  private proceed(): void {
    if (this.stale) this.recover();
    else if (this.state === undefined) void this.read();
    else this.decideAll(this.state);
  }

  private decideAll(state: JourneyState): void {
    while (!this.stale) {
      const next = this.waiting.shift();
      if (next === undefined) return;
      this.decide(state, next);
    }
    this.recover();
  }

  private decide(state: JourneyState, waiting: Waiting): void {
    try {
      this.follow(state.rule(waiting.command, this.parts.now()), state, waiting);
    } catch (error) {
      // The state may have been left half way: it is not to be trusted.
      this.stale = true;
      waiting.reject(error);
    }
  }

  private follow(ruling: Ruling, state: JourneyState, waiting: Waiting): void {
    if (ruling.kind === 'record') this.append(ruling, state, waiting);
    else if (ruling.kind === 'late') this.readEvents(waiting);
    else if (ruling.kind === 'seen')
      this.afterNewest(waiting, () => this.answerAgain(ruling.revision, waiting));
    else this.afterNewest(waiting, () => reply(ruling, state, waiting));
  }

  private append({ events, expected, answered }: Recording, state: JourneyState, waiting: Waiting): void {
    const append = this.parts.store.append(state.stream, events, expected);
    this.newest = append;
    this.underWay++;
    append.then(
      ({ position }) => {
        if (this.newest === append) this.newest = undefined;
        state.acknowledge(position);
        waiting.resolve(recorded(waiting.command, answered, position));
        this.settled();
      },
      (error: unknown) => {
        this.stale = true;
        if (error instanceof WrongExpectedRevision || error instanceof UnknownOutcome)
          this.decideAgain(waiting);
        else waiting.reject(error);
        this.settled();
      },
    );
  }

  /** Appends of one stream are settled in order: when the newest is durable, so are all before it. */
  private afterNewest(waiting: Waiting, reply: () => void): void {
    if (this.newest === undefined) {
      reply();
      return;
    }
    this.underWay++;
    this.newest.then(
      () => {
        reply();
        this.settled();
      },
      () => {
        this.decideAgain(waiting);
        this.settled();
      },
    );
  }

  /** A late command waits until the log has all that was decided, and is decided on the events read from there. */
  private readEvents(waiting: Waiting): void {
    this.keepEvents = true;
    this.stale = true;
    this.again.push(waiting);
  }

  /** The first events are durable by now: the log says what they answered, and to whom. */
  private answerAgain(revision: number, { command, resolve, reject }: Waiting): void {
    this.underWay++;
    void earlierAnswer(command, revision, this.parts.store)
      .then(resolve, reject)
      .then(() => this.settled());
  }

  private settled(): void {
    this.underWay--;
    if (this.stale) this.recover();
  }

  private decideAgain(waiting: Waiting): void {
    this.parts.retried();
    if (++waiting.attempts < maxAttempts) this.again.push(waiting);
    else waiting.reject(conflictNotResolved());
  }

  /** Once nothing is under way any more, so that what is read is all there is. */
  private recover(): void {
    if (this.underWay > 0) return;
    this.waiting = [...this.again.sort((a, b) => a.order - b.order), ...this.waiting];
    this.again = [];
    this.state = undefined;
    this.newest = undefined;
    this.stale = false;
    if (this.waiting.length > 0) this.proceed();
  }

  private async read(): Promise<void> {
    if (this.reading) return;
    this.reading = true;
    try {
      const attempts = this.waiting[0]?.attempts ?? 0;
      if (attempts > 1) await delay(2 ** attempts);
      const { store, policies } = this.parts;
      this.state = await JourneyState.read(this.journeyId, store, policies, this.keepEvents);
    } catch (error) {
      const waiting = this.waiting;
      this.waiting = [];
      waiting.forEach(({ reject }) => reject(error));
    } finally {
      this.reading = false;
    }
    if (this.waiting.length > 0) this.proceed();
  }
}

type Recording = Extract<Ruling, { kind: 'record' }>;

function recorded(
  { content: { commandId, journeyId } }: JourneyCommand,
  events: readonly AnsweredEvent[],
  position: Position,
): CommandAnswer {
  return { commandId, journeyId, status: 'recorded', replayed: false, position, events };
}

/** To a command that records nothing. */
function reply(
  ruling: Extract<Ruling, { kind: 'refuse' | 'unchanged' }>,
  state: JourneyState,
  { resolve, reject, command }: Waiting,
): void {
  if (ruling.kind === 'refuse') reject(ruling.problem);
  else resolve(unchanged(command, state));
}

function unchanged(
  { content: { commandId, journeyId } }: JourneyCommand,
  { position }: JourneyState,
): CommandAnswer {
  return { commandId, journeyId, status: 'unchanged', replayed: false, position, events: [] };
}
