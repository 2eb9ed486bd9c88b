import type { Position } from '@rapport/event-store';
import type { Checkpoint, Columns, ReadModel } from '@rapport/read-store';

/** The rows that queries are answered from, whoever writes them, and how far they are known to be. */
export class Rows {
  private checkpoint: Checkpoint | undefined;

  constructor(
    readonly build: string,
    readonly model: ReadModel<Columns>,
  ) {}

  get position(): Position | undefined {
    return this.checkpoint?.position as Position | undefined;
  }

  get newestOccurredAt(): number | null {
    return this.checkpoint?.newestOccurredAt ?? null;
  }

  /** News may come late, and more than once. */
  advance(checkpoint: Checkpoint | undefined): void {
    if (checkpoint === undefined) return;
    if (this.checkpoint === undefined || checkpoint.position > this.checkpoint.position)
      this.checkpoint = checkpoint;
  }
}
