import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Client } from 'pg';
import { from } from 'pg-copy-streams';
import { asked } from '../connection/database';
import type { Row } from '../connection/statement';

/** A load's connection: one COPY or statement after the other, while the next rows are made. */
export class LoadLine {
  private sending: Promise<void> = Promise.resolve();

  constructor(private readonly client: Client) {}

  /** Resolves when all before it is there. @throws what went wrong with that */
  async copy(target: string, data: Buffer): Promise<void> {
    await this.sending;
    this.sending = asked(() => copyIn(this.client, target, data));
    this.sending.catch(() => undefined); // whoever waits next is told
  }

  /** After all that was sent. Several statements at once where there are no values. */
  async query(text: string, values?: readonly unknown[]): Promise<readonly Row[]> {
    await this.sending;
    const config = { text, rowMode: 'array' as const, ...(values !== undefined && { values: [...values] }) };
    const { rows } = await asked(() => this.client.query<never[]>(config));
    return rows;
  }

  /** Takes back what was not committed. */
  async end(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}

async function copyIn(client: Client, target: string, data: Buffer): Promise<void> {
  const stream = client.query(from(`COPY ${target} FROM STDIN (FORMAT binary)`));
  const done = finished(stream);
  done.catch(() => undefined); // awaited below, unless writing fails first
  if (!stream.write(data)) await Promise.race([once(stream, 'drain'), done]);
  stream.end();
  await done;
}
