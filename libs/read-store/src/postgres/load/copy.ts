import { BinaryRows } from './binary-rows';
import type { LoadLine } from './load-line';

/** Large enough that the server waits little, small enough to be no matter of memory. */
const bytesPerCopy = 2 ** 20;

/** Rows on their way to one table. */
export class Copy {
  readonly rows = new BinaryRows();

  constructor(
    private readonly line: LoadLine,
    /** The table and its columns. */
    private readonly target: string,
  ) {}

  /** Sends what has come together, once it is enough. Waits only for what was sent before. */
  async sendIfDue(): Promise<void> {
    if (this.rows.bytes >= bytesPerCopy) await this.send();
  }

  async send(): Promise<void> {
    if (this.rows.bytes > 0) await this.line.copy(this.target, this.rows.take());
  }
}
