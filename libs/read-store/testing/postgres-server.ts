import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, openSync, closeSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { postgresBinaries } from './binaries';
import { freePort } from './free-port';
import { unprivileged } from './run-as';

const startsWithinMs = 30_000;
const attempts = 3;

/** Nothing of a test outlives the machine: syncing would only cost time. */
const unsynced = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'];
const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=300',
  'shared_buffers=128MB',
  'max_wal_size=4GB',
  'timezone=UTC',
];

/**
 * Runs the server and waits for a word on stdin: a signal for it. The end of stdin, however this process ends, stops the
 * server and removes all that it kept.
 */
const keeper = `
  "$0" "$@" & server=$!
  if read -r signal; then kill -"$signal" $server; wait $server
  else kill -INT $server; wait $server; rm -rf "$PGDATA"; fi`;

export interface PostgresOptions {
  /** Whether a commit that was answered outlives the machine, as in production. Not by default. */
  readonly durable?: boolean;
}

/** A PostgreSQL of one's own, on a free port of the loopback, in a temporary folder. It ends with this process at the latest. */
export class PostgresServer {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly binaries: string,
    private readonly folder: string,
    readonly port: number,
    private readonly options: PostgresOptions,
  ) {}

  /** Of the database that every server has, as its superuser. */
  get connectionString(): string {
    return `postgres://rapport@127.0.0.1:${this.port}/postgres`;
  }

  static async start(options: PostgresOptions = {}): Promise<PostgresServer> {
    const binaries = postgresBinaries();
    if (binaries === undefined) throw new Error('No PostgreSQL is installed here.');
    for (let attempt = 1; ; attempt += 1) {
      const server = new PostgresServer(binaries, newFolder(binaries), await freePort(), options);
      try {
        await server.run();
        return server;
      } catch (error) {
        await server.stop();
        if (attempt === attempts) throw error; // else somebody may have taken the port
      }
    }
  }

  /** `INT` lets transactions end at once and writes all; `QUIT` is a crash, which the next start recovers from. */
  async restart(signal: 'INT' | 'QUIT' = 'INT'): Promise<void> {
    await this.end(`${signal}\n`);
    await this.run();
  }

  /** Stops it and removes what it kept. */
  async stop(): Promise<void> {
    await this.end('');
  }

  private async run(): Promise<void> {
    const log = openSync(join(this.folder, 'server.log'), 'a');
    const given = [`port=${this.port}`, ...settings, ...(this.options.durable === true ? [] : unsynced)];
    const server = spawn(
      'sh',
      ['-c', keeper, join(this.binaries, 'postgres'), ...given.flatMap((one) => ['-c', one])],
      {
        ...asUser(this.folder),
        stdio: ['pipe', log, log],
        detached: true, // a signal to all that a terminal or a script started would end the keeper before its work is done
      },
    );
    closeSync(log);
    server.unref();
    this.process = server;
    await this.answers(server);
  }

  private async answers(server: ChildProcess): Promise<void> {
    const until = Date.now() + startsWithinMs;
    for (;;) {
      const client = new Client({ connectionString: this.connectionString });
      client.on('error', () => undefined);
      try {
        await client.connect();
        await client.end();
        return;
      } catch (error) {
        if (server.exitCode !== null || Date.now() > until)
          throw new Error(`PostgreSQL does not start: ${this.log()}`, { cause: error });
        await sleep(20);
      }
    }
  }

  private async end(word: string): Promise<void> {
    const server = this.process;
    this.process = undefined;
    if (server === undefined) return;
    server.ref(); // whoever waits for its end has to live as long
    const ended = server.exitCode === null ? once(server, 'exit') : undefined;
    server.stdin?.end(word);
    await ended;
  }

  private log(): string {
    const path = join(this.folder, 'server.log');
    return existsSync(path) ? readFileSync(path, 'utf8').slice(-1_000) : 'it left no log';
  }
}

function newFolder(binaries: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-postgres-'));
  const user = unprivileged();
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const made = spawnSync(
    join(binaries, 'initdb'),
    ['--username=rapport', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...asUser(folder), encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`, { cause: made.error });
  return folder;
}

const asUser = (folder: string) => ({
  ...unprivileged(),
  cwd: folder,
  env: { ...process.env, PGDATA: folder },
});
