import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Client } from 'pg';
import { from, type CopyStreamQuery } from 'pg-copy-streams';
import { copyEnd, copySignature } from './binary-rows';

/** Bytes on their way before a writer waits: the server works on them meanwhile. */
const bytesAhead = 2 ** 20;

/** One COPY into a table, from its first rows to its end. */
export class Copying {
  private readonly stream: CopyStreamQuery;
  private readonly done: Promise<void>;
  private failure: { readonly error: unknown } | undefined;

  constructor(
    client: Client,
    /** The table and its columns. */
    readonly target: string,
  ) {
    this.stream = client.query(
      from(`COPY ${target} FROM STDIN (FORMAT binary)`, { highWaterMark: bytesAhead }),
    );
    this.done = finished(this.stream);
    this.done.catch((error: unknown) => {
      this.failure = { error };
    });
    this.stream.write(copySignature);
  }

  /** Waits while the server is behind. @throws what it refused before */
  async write(rows: Buffer): Promise<void> {
    if (this.failure !== undefined) throw this.failure.error;
    if (!this.stream.write(rows)) await Promise.race([once(this.stream, 'drain'), this.done]);
  }

  /** Resolves when all rows are there. */
  async end(): Promise<void> {
    if (this.failure === undefined) this.stream.end(copyEnd);
    await this.done;
  }
}
