import type { Client } from 'pg';
import { asked } from '../connection/database';
import { whileAtIt, type Watch } from '../connection/while-at-it';
import type { Row } from '../connection/statement';
import { Copying } from './copying';

/** A load's connection: one COPY or statement after the other, while the next rows are made. */
export class LoadLine {
  private copying: Copying | undefined;

  constructor(
    private readonly client: Client,
    private readonly watch: Watch,
  ) {}

  /** Hands rows over, in the binary format. What is wrong with them may be told of later. */
  copy(target: string, rows: Buffer): Promise<void> {
    return this.wait(async () => {
      if (this.copying?.target !== target) {
        await this.endCopy();
        this.copying = new Copying(this.client, target);
      }
      await this.copying.write(rows);
    });
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

  private async endCopy(): Promise<void> {
    const { copying } = this;
    this.copying = undefined;
    await copying?.end();
  }
}
