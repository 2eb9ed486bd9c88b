import { randomUUID } from 'node:crypto';
import { WrongExpectedRevision } from '../errors';
import { answerOf, type Appended, type Unsettled } from './append-answer';
import { refused, unavailable, unknown } from './append-failure';
import { appendRequest, type Append } from './append-request';
import { Backoff } from './backoff';
import { NotConnected } from './connected';
import type { BatchCall, Connection } from './connection';
import { PendingAppends } from './pending-appends';
import type { BatchAppendResp } from './protocol';
import { isDenied, isTransient, neverLeft, translated, whyAway } from './server-error';
import { uuidText } from './uuid';

export interface AppendOptions {
  /** How long an append is tried for, through failures of the server, in all. */
  readonly giveUpAfterMs: number;
  /** Pause before the first new attempt. */
  readonly retryDelayMs: number;
  /** Nothing passes what has to wait, to whatever stream: as a log is moved here. Default: each stream is for itself. */
  readonly inOrder?: boolean;
}

/**
 * Appends over one call for all, those to one stream in the order in which they were handed over. When the call breaks, those that can be
 * repeated go over the next one, in the same order; of the others it is unknown whether they were stored.
 */
export class AppendChannel {
  private readonly pending = new PendingAppends();
  private call: BatchCall | undefined;
  /** The call has answered something: the server let us append by it. */
  private hasAnswered = false;
  private connecting = false;
  private pause: NodeJS.Timeout | undefined;
  private readonly backoff: Backoff;
  private idle: (() => void)[] = [];

  constructor(
    private readonly connection: Pick<Connection, 'batchAppend'>,
    private readonly options: AppendOptions,
  ) {
    this.backoff = new Backoff(options.retryDelayMs);
  }

  append(append: Append): Promise<Appended> {
    return new Promise((resolve, reject) => {
      const id = randomUUID();
      const giveUpAt = Date.now() + this.options.giveUpAfterMs;
      const timer = setTimeout(() => this.giveUp(id), this.options.giveUpAfterMs);
      const repeatable = append.expected !== 'any' && append.expected !== 'exists';
      const state = 'waiting';
      const fresh = { doubtful: false, isBehind: false };
      this.pending.add(id, { append, repeatable, resolve, reject, timer, giveUpAt, state, ...fresh });
      this.flush();
    });
  }

  /** Waits for the answers that are due. */
  async close(): Promise<void> {
    if (this.pending.size > 0) await new Promise<void>((resolve) => this.idle.push(resolve));
    clearTimeout(this.pause);
    const call = this.call;
    this.call = undefined;
    call?.cancel(); // ended only, a server of EventStoreDB 23.10 keeps it open
  }

  /** Sends what waits, in order, unless the server is given a rest. */
  private flush(): void {
    if (this.pause !== undefined || this.pending.size === 0) return;
    if (this.call === undefined) {
      this.connect();
      return;
    }
    for (const [id, pending] of this.pending.due(!this.options.inOrder)) {
      pending.state = 'sent';
      this.call.write(appendRequest(id, pending.append, new Date(pending.giveUpAt)));
    }
  }

  private connect(): void {
    if (this.connecting) return;
    this.connecting = true;
    this.connection
      .batchAppend()
      .then(
        (call) => this.connected(call),
        (error: unknown) => this.lost(undefined, error),
      )
      .finally(() => (this.connecting = false))
      .then(
        () => this.flush(),
        () => undefined,
      );
  }

  private connected(call: BatchCall): void {
    this.call = call;
    this.hasAnswered = false;
    call.on('data', (response: BatchAppendResp) => this.answered(response));
    call.on('error', (error) => this.lost(call, error));
    call.on('end', () => this.lost(call, new NotConnected('The server ended the call.')));
  }

  private answered(response: BatchAppendResp): void {
    const id = uuidText(response.getCorrelationId());
    const pending = this.pending.get(id);
    if (pending === undefined) return; // answered twice, as the server does after some refusals, or given up
    this.hasAnswered = true;
    const answer = answerOf(response, pending.append);
    if (answer.kind !== 'not-now') this.backoff.reset();
    if (answer.kind === 'appended') this.settle(id, () => pending.resolve(answer.appended));
    else if (answer.kind === 'refused' && this.mayStillFit(id, answer.error)) this.pending.putBehind(pending);
    else if (answer.kind === 'refused') this.settle(id, () => pending.reject(refused(pending, answer.error)));
    else this.unsettled(id, answer);
    this.flush();
  }

  /** What goes before it in its stream may be put off: then this one is sent again behind it. */
  private mayStillFit(id: string, error: Error): boolean {
    return error instanceof WrongExpectedRevision && this.pending.follows(id);
  }

  private lost(call: BatchCall | undefined, error: unknown): void {
    if (call !== this.call) return;
    this.call = undefined;
    const isRefused = isDenied(error) && !this.hasAnswered;
    const kind = neverLeft(error) ? 'not-now' : 'unknown';
    for (const [id, pending] of [...this.pending]) {
      if (pending.state === 'sent' && !isRefused) this.unsettled(id, { kind, reason: whyAway(error) });
      else if (!isTransient(error))
        this.settle(id, () => pending.reject(refused(pending, translated(error))));
    }
    this.rest();
  }

  private unsettled(id: string, { kind, reason }: Unsettled): void {
    const pending = this.pending.get(id);
    if (pending === undefined) return;
    const isDoubtful = kind === 'unknown';
    if (isDoubtful && !pending.repeatable) {
      this.settle(id, () => pending.reject(unknown(pending, reason)));
      return;
    }
    pending.state = 'waiting';
    pending.doubtful ||= isDoubtful;
    pending.reason = reason;
    this.rest();
  }

  /** Nothing is sent for a while: what waits keeps its order. */
  private rest(): void {
    if (this.pause !== undefined || this.pending.size === 0) return;
    this.pause = setTimeout(() => {
      this.pause = undefined;
      this.flush();
    }, this.backoff.failed());
  }

  private giveUp(id: string): void {
    const pending = this.pending.get(id);
    if (pending === undefined) return;
    const isSent = pending.state === 'sent';
    const isUnknown = pending.doubtful || isSent;
    const silence = `no answer for ${this.options.giveUpAfterMs} ms`;
    const reason = isSent ? silence : (pending.reason ?? silence);
    this.settle(id, () => pending.reject(isUnknown ? unknown(pending, reason) : unavailable(reason)));
    this.flush();
  }

  private settle(id: string, tell: () => void): void {
    const pending = this.pending.get(id);
    clearTimeout(pending?.timer);
    this.pending.remove(id);
    tell();
    if (this.pending.size > 0) return;
    for (const resolve of this.idle.splice(0)) resolve();
  }
}
