import {
  UnknownOutcome,
  WrongExpectedRevision,
  type AppendResult,
  type RecordedEvent,
} from '@rapport/event-store';
import type { Problem } from '@rapport/projection';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { maxAttempts } from '../http/limits';
import { recorded, unchanged, type CommandAnswer } from './answer';
import type { JourneyCommand } from './journey-command';
import type { CellParts } from './cell-parts';
import { earlierAnswer } from './earlier-answer';
import { HeldState } from './held-state';
import type { JourneyState, Ruling } from './journey-state';
import { conflictNotResolved, unknownOutcome } from './refusals';

interface Waiting {
  readonly command: JourneyCommand;
  /** Of arrival. */
  readonly order: number;
  attempts: number;
  /** An append of it may have been stored. */
  doubt?: Problem;
  resolve(answer: CommandAnswer): void;
  reject(error: unknown): void;
}

/**
 * The commands of one journey, decided in order against a state that runs ahead of the log: appends are pipelined, and every
 * answer waits until the newest append that its state saw is durable. When an append fails, so does all that was decided after
 * it: the state is dropped, read from the log again, and those commands are decided again. So it is, with its events, for a
 * command that is late.
 *
 * Where others append to the log too, an answer that records nothing waits until the log was looked at, and appends go one
 * by one: a second one could be taken for what follows an append of somebody else's.
 */
export class Cell {
  private readonly held: HeldState;
  private reading = false;
  private waiting: Waiting[] = [];
  /** Commands to be decided on a state that is read again. */
  private again: Waiting[] = [];
  /** Appends, and answers that wait for one. */
  private underWay = 0;
  private newest: Promise<AppendResult> | undefined;
  /** The state is not to be gone on with: an append that it saw failed, or a late command needs more than it holds. */
  private stale = false;
  private arrivals = 0;
  private lastAnswer = -Infinity;

  constructor(
    journeyId: string,
    private readonly parts: CellParts,
  ) {
    this.held = new HeldState(journeyId, parts);
  }

  get busy(): boolean {
    return this.underWay > 0 || this.reading || this.waiting.length > 0;
  }

  /** When the log last took an append of it, by `performance.now()`. */
  get answeredAt(): number {
    return this.lastAnswer;
  }

  /** Events held, plus a little for the cell itself. */
  get weight(): number {
    return 4 + this.held.size;
  }

  /** Others may have recorded these, in order: the next command need not read them. */
  hear(events: readonly RecordedEvent[]): void {
    this.held.hear(events);
  }

  submit(command: JourneyCommand): Promise<CommandAnswer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ command, order: this.arrivals++, attempts: 0, resolve, reject });
      this.proceed();
    });
  }

  private proceed(): void {
    if (this.stale) this.recover();
    else if (this.maySend()) this.decideAll();
  }

  private decideAll(): void {
    if (this.parts.log === 'shared') this.held.takeHeard(!this.losesAgain);
    const state = this.held.current;
    if (state === undefined) {
      if (this.waiting.length > 0) void this.read();
      return;
    }
    while (!this.stale && this.maySend()) {
      const next = this.waiting.shift();
      if (next === undefined) return;
      this.decide(state, next);
    }
    if (this.stale) this.recover();
  }

  /** Others are faster: what is heard is behind them, and who waits a while and reads is not. */
  private get losesAgain(): boolean {
    return (this.waiting[0]?.attempts ?? 0) > 1;
  }

  private maySend(): boolean {
    return this.parts.log === 'own' || (this.newest === undefined && !this.reading);
  }

  private decide(state: JourneyState, waiting: Waiting): void {
    try {
      const attempt = this.parts.log === 'own' ? undefined : randomUUID();
      this.follow(state.rule(waiting.command, this.parts.now(), attempt), state, waiting);
    } catch (error) {
      this.held.drop();
      this.stale = true;
      waiting.reject(error);
    }
  }

  private follow(ruling: Ruling, state: JourneyState, waiting: Waiting): void {
    if (ruling.kind === 'record') this.append(ruling, state, waiting);
    else if (ruling.kind === 'late') this.readEvents(waiting);
    else if (ruling.kind === 'seen')
      this.afterNewest(waiting, () => this.answerAgain(ruling.revision, waiting));
    else if (this.held.covers(waiting.order)) this.afterNewest(waiting, () => reply(ruling, state, waiting));
    else this.lookFirst(waiting);
  }

  private append({ events, expected, answered }: Recording, state: JourneyState, waiting: Waiting): void {
    const append = this.parts.store.append(state.stream, events, expected);
    this.newest = append;
    this.underWay++;
    append.then(
      ({ position }) => {
        if (this.newest === append) this.newest = undefined;
        if (this.parts.log === 'shared') this.lastAnswer = performance.now();
        state.acknowledge(position);
        waiting.resolve(recorded(waiting.command.content, answered, position));
        this.settled();
      },
      (error: unknown) => {
        this.stale = true;
        if (error instanceof UnknownOutcome)
          waiting.doubt = unknownOutcome(waiting.command.content.commandId, error);
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

  /** What would be refused waits until the log was looked at, and is decided again, on this state or on a newer one. */
  private lookFirst(waiting: Waiting): void {
    this.waiting.unshift(waiting);
    void this.read();
  }

  /** A late command waits until the log has all that was decided, and is decided on the events read from there. */
  private readEvents(waiting: Waiting): void {
    this.held.needEvents();
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
    else if (this.parts.log === 'shared') this.proceed();
  }

  private decideAgain(waiting: Waiting): void {
    this.parts.retried();
    if (++waiting.attempts < maxAttempts) this.again.push(waiting);
    else waiting.reject(waiting.doubt ?? conflictNotResolved());
  }

  /** Once nothing is under way any more, so that what is read is all there is. */
  private recover(): void {
    if (this.underWay > 0) return;
    this.waiting = [...this.again.sort((a, b) => a.order - b.order), ...this.waiting];
    this.again = [];
    this.held.takeBack();
    this.newest = undefined;
    this.stale = false;
    if (this.waiting.length > 0) this.proceed();
  }

  private async read(): Promise<void> {
    if (this.reading) return;
    this.reading = true;
    try {
      if (this.losesAgain) await delay(pauseMs(this.waiting[0]?.attempts ?? 0));
      await this.held.read(this.arrivals);
    } catch (error) {
      this.rejectAll(error);
    } finally {
      this.reading = false;
    }
    if (this.waiting.length > 0) this.proceed();
  }

  /** A command whose append may have been stored is told that, and nothing else. */
  private rejectAll(error: unknown): void {
    for (const { reject, doubt } of this.waiting.splice(0)) reject(doubt ?? error);
  }
}

/** By chance, so that two engines do not go on in step. */
const pauseMs = (attempts: number): number => Math.random() * 2 ** Math.min(attempts + 1, 8);

type Recording = Extract<Ruling, { kind: 'record' }>;

/** To a command that records nothing. */
function reply(
  ruling: Extract<Ruling, { kind: 'refuse' | 'unchanged' }>,
  state: JourneyState,
  { resolve, reject, command }: Waiting,
): void {
  if (ruling.kind === 'refuse') reject(ruling.problem);
  else resolve(unchanged(command.content, state.position));
}
