import { BinaryRows } from './binary-rows';
import type { LoadLine } from './load-line';

/** Small, so that the server is at work while the next rows are made. */
const bytesOfMany = 2 ** 16;
/** Of what comes now and then: each time the COPY of the many ends and begins. */
const bytesOfFew = 2 ** 20;

/** Rows on their way to one table. */
export class Copy {
  readonly rows = new BinaryRows();

  private constructor(
    private readonly line: LoadLine,
    private readonly target: string,
    private readonly due: number,
  ) {}

  /** @param target the table and its columns */
  static ofMany(line: LoadLine, target: string): Copy {
    return new Copy(line, target, bytesOfMany);
  }

  /** Of rows that come between those of another table. */
  static ofFew(line: LoadLine, target: string): Copy {
    return new Copy(line, target, bytesOfFew);
  }

  /** Sends what has come together, once it is enough; waits where the server is behind. */
  async sendIfDue(): Promise<void> {
    if (this.rows.bytes >= this.due) await this.send();
  }

  async send(): Promise<void> {
    if (this.rows.bytes > 0) await this.line.copy(this.target, this.rows.take());
  }
}
