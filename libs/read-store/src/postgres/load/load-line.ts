import type { Client } from 'pg';
import { asked } from '../connection/database';
import { whileAtIt, type Watch } from '../connection/while-at-it';
import type { Row } from '../connection/statement';
import { Copying } from './copying';

/**
 * A load's connection: one COPY or statement after the other, while the next rows are made. Its transaction begins with the
 * first rows: one that stood still while the log is read would be ended by the server.
 */
export class LoadLine {
  private copying: Copying | undefined;
  private hasBegun = false;

  constructor(
    private readonly client: Client,
    private readonly watch: Watch,
  ) {}

  /** Hands rows over, in the binary format. What is wrong with them may be told of later. */
  copy(target: string, rows: Buffer): Promise<void> {
    return this.wait(async () => {
      if (this.copying?.target !== target) {
        await this.endCopy();
        await this.inTransaction();
        this.copying = new Copying(this.client, target);
      }
      await this.copying.write(rows);
    });
  }

  /** Begins a transaction, where none has begun since the last commit. */
  begin(): Promise<void> {
    return this.wait(() => this.inTransaction());
  }

  /** All since the transaction began; what comes next is of another one. */
  async commit(): Promise<void> {
    await this.query('COMMIT');
    this.hasBegun = false;
  }

  /** When all rows are there. Several statements at once where there are no values. */
  query(text: string, values?: readonly unknown[]): Promise<readonly Row[]> {
    return this.wait(async () => {
      await this.endCopy();
      const config = {
        text,
        rowMode: 'array' as const,
        ...(values !== undefined && { values: [...values] }),
      };
      const { rows } = await this.client.query<never[]>(config);
      return rows;
    });
  }

  /** Takes back what was not committed. */
  async end(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }

  private wait<T>(work: () => Promise<T>): Promise<T> {
    return asked(() => whileAtIt(this.watch, work));
  }

  private async inTransaction(): Promise<void> {
    if (this.hasBegun) return;
    await this.client.query('BEGIN');
    this.hasBegun = true;
  }

  private async endCopy(): Promise<void> {
    const { copying } = this;
    this.copying = undefined;
    await copying?.end();
  }
}
