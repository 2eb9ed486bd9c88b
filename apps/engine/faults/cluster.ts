import { PostgresServer } from '@rapport/read-store/testing';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineNode } from './engine-node';
import { logAt, startLog, type SharedLog } from './log-process';
import { stateOf } from './state';

/** Engines on one log and one PostgreSQL, all of them processes of this one. */
export class Cluster {
  readonly nodes: EngineNode[] = [];

  private constructor(
    readonly folder: string,
    readonly log: SharedLog,
    readonly postgres: PostgresServer,
  ) {}

  /** @param eventStoreUrl of a real server; absent: the embedded log, served */
  static async start(eventStoreUrl: string | undefined): Promise<Cluster> {
    const folder = await mkdtemp(join(tmpdir(), 'rapport-faults-'));
    await mkdir(join(folder, 'log'));
    const log = eventStoreUrl === undefined ? await startLog(join(folder, 'log')) : logAt(eventStoreUrl);
    return new Cluster(folder, log, await PostgresServer.start({ durable: true }));
  }

  /** As the environment of a node says it. */
  get eventStore(): string {
    return `esdb://127.0.0.1:${this.log.port}?tls=false`;
  }

  get readStore(): string {
    return this.postgres.connectionString;
  }

  /** Starts nodes until there are so many. */
  async growTo(count: number): Promise<void> {
    while (this.nodes.length < count) {
      const name = `node-${this.nodes.length + 1}`;
      const { log, readStore } = this;
      this.nodes.push(
        await EngineNode.start({ name, readStore, logPort: log.port, folder: join(this.folder, name) }),
      );
    }
  }

  /** Of the nodes and of what they share, as text. */
  state(): Promise<string> {
    return stateOf(this.nodes, this.postgres);
  }

  /** Returns what went wrong. */
  async stopNodes(): Promise<readonly string[]> {
    const ended = await Promise.allSettled(this.nodes.map((node) => node.stop()));
    return ended.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
  }

  /** Stops the rest. @param state keeps it, and what the nodes said, and returns where; undefined: nothing is kept */
  async stop(state: string | undefined): Promise<string | undefined> {
    await this.log.stop();
    await this.postgres.stop();
    const kept = state === undefined ? undefined : await this.keepLogs(state);
    await rm(this.folder, { recursive: true });
    return kept;
  }

  private async keepLogs(state: string): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'rapport-faults-logs-'));
    await writeFile(join(folder, 'state.json'), state);
    for (const { name, said } of this.nodes) await writeFile(join(folder, `${name}.log`), said);
    return folder;
  }
}
