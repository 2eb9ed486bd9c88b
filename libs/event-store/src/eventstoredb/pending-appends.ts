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
  /** Why the last one did. */
  reason?: string;
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

  /**
   * Those to be sent, in order: of each stream up to the first that has to wait. Where streams are not for themselves, as
   * where a log is moved here in its order, up to the first that has to wait at all.
   */
  *due(apart: boolean): IterableIterator<[string, Pending]> {
    const held = new Set<string>();
    for (const [id, pending] of this.byId) {
      const { stream } = pending.append;
      if (pending.state === 'sent') continue;
      if (!held.has(stream) && !this.hasToWait(id)) yield [id, pending];
      else if (apart) held.add(stream);
      else return;
    }
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

  /** One that names no revision would be stored before one that is put off; others would be refused, and are sent even so. */
  private hasToWait(id: string): boolean {
    const pending = this.byId.get(id);
    return pending !== undefined && (!pending.repeatable || pending.isBehind) && this.follows(id);
  }
}
