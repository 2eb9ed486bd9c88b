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
  /** It was refused while one before it in its stream was under way, and waits for that. */
  isBehind: boolean;
}

/** Appends without an answer, by correlation id, in the order in which they were handed over. */
export class PendingAppends {
  private readonly byId = new Map<string, Pending>();

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
    this.byId.delete(id);
  }

  putBehind(pending: Pending): void {
    pending.state = 'waiting';
    pending.isBehind = true;
  }

  /** One that names no revision would be stored before one that is put off; others would be refused, and are sent even so. */
  hasToWait(id: string): boolean {
    const pending = this.byId.get(id);
    return pending !== undefined && (!pending.repeatable || pending.isBehind) && this.follows(id);
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
