import type { Appended } from './append-answer';
import type { Append } from './append-request';

export interface Pending {
  readonly append: Append;
  /** Repeating it is safe: it names the revision that it follows, by which the server knows it again. */
  readonly repeatable: boolean;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
  readonly giveUpAt: number;
  state: 'waiting' | 'sent';
  /** An attempt ended without an answer. */
  doubtful: boolean;
}

/** Appends without an answer, by correlation id, in the order in which they were handed over. */
export class PendingAppends {
  private readonly byId = new Map<string, Pending>();
  /** How many to a stream are sent. */
  private readonly sent = new Map<string, number>();

  get size(): number {
    return this.byId.size;
  }

  [Symbol.iterator](): IterableIterator<[string, Pending]> {
    return this.byId.entries();
  }

  get(id: string): Pending | undefined {
    return this.byId.get(id);
  }

  add(id: string, pending: Pending): void {
    this.byId.set(id, pending);
  }

  remove(id: string): void {
    const pending = this.byId.get(id);
    if (pending !== undefined) this.moveTo(pending, 'waiting');
    this.byId.delete(id);
  }

  moveTo(pending: Pending, state: Pending['state']): void {
    if (pending.state === state) return;
    pending.state = state;
    const { stream } = pending.append;
    const count = (this.sent.get(stream) ?? 0) + (state === 'sent' ? 1 : -1);
    if (count === 0) this.sent.delete(stream);
    else this.sent.set(stream, count);
  }

  /** One that names no revision would be stored before one that is put off; others would be refused then. */
  hasToWait({ append, repeatable }: Pending): boolean {
    return !repeatable && this.sent.has(append.stream);
  }

  /** Whether one before it is to the same stream. */
  follows(id: string): boolean {
    const stream = this.byId.get(id)?.append.stream;
    for (const [other, { append }] of this.byId) {
      if (other === id) return false;
      if (append.stream === stream) return true;
    }
    return false;
  }
}
