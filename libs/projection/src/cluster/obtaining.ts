import { EventEmitter, once } from 'node:events';
import { ProjectedElsewhere, RebuildStopped } from '../errors';
import type { RoleBook } from './role-book';
import { projectionOf } from './roles';

export interface ObtainingOptions {
  readonly roles: RoleBook;
  /** How long others are waited for to let go, milliseconds. */
  readonly letGoMs: number;
  /** Has roles looked at soon. */
  readonly onNeed: () => void;
  readonly signal: AbortSignal;
}

/** Gets roles for work that only their holder may do. */
export class Obtaining {
  private readonly looks = new EventEmitter().setMaxListeners(0);
  /** What kept the last look from being done. */
  private heldUpBy: Error | undefined;

  constructor(private readonly options: ObtainingOptions) {}

  /** Does work while this node has the roles, whoever had them before. @throws ProjectedElsewhere, RebuildStopped, what looks throw */
  async having<T>(roles: readonly string[], isReady: () => boolean, work: () => Promise<T>): Promise<T> {
    const { roles: book, onNeed } = this.options;
    const need = book.need(roles);
    try {
      await this.obtain(roles, isReady);
      need.isAtWork = true;
      return await work();
    } finally {
      book.needNoLonger(need);
      onNeed();
    }
  }

  /** Call it after each look, with what kept it from being done, and when there will be no more. */
  looked(heldUpBy?: unknown): void {
    this.heldUpBy = heldUpBy instanceof Error ? heldUpBy : undefined;
    this.looks.emit('look');
  }

  private async obtain(roles: readonly string[], isReady: () => boolean): Promise<void> {
    const { roles: book, letGoMs, onNeed, signal } = this.options;
    const inTime = AbortSignal.timeout(letGoMs);
    onNeed();
    while (!roles.every((role) => book.has(role)) || !isReady()) {
      if (signal.aborted) throw new RebuildStopped();
      if (inTime.aborted) throw this.heldUpBy ?? this.notObtained(roles);
      await once(this.looks, 'look', { signal: inTime }).catch(() => undefined); // a look may hang
    }
  }

  private notObtained(roles: readonly string[]): ProjectedElsewhere {
    const { roles: book } = this.options;
    const elsewhere = roles.filter((role) => !book.has(role));
    const missing = elsewhere.length > 0 ? elsewhere : roles; // else their builds are not let go of
    const nodes = missing.flatMap((role) => book.holderOf(role) ?? []);
    return new ProjectedElsewhere(missing.map(projectionOf), [...new Set(nodes)]);
  }
}
