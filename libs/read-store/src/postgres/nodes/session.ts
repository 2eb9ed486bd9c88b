import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Database } from '../connection/database';
import { run } from '../connection/statement';
import type { Settings } from '../options';
import type { StoreChange } from '../../shared-store';
import { missed } from './missed';
import { channelOf, fromNews } from './news';
import { nodeStatements, type NodeStatements } from './node-statements';
import { Undertaker } from './undertaker';

/** Renewals in the time of a lease. */
const renewals = 6;
const reconnectsAfterMs = 200;

/**
 * What makes this a node: a connection on which its lease is renewed and news arrive. Where that breaks it is made anew, and
 * listeners are told of all they may have missed.
 */
export class NodeSession {
  private readonly listeners = new Set<{ readonly hears: (change: StoreChange) => void }>();
  private readonly statements: NodeStatements;
  private readonly undertaker: Undertaker;
  private readonly closing = new AbortController();
  /** Of the connection in use. */
  private broken = new AbortController();
  /** Undefined while there is none. */
  private client: Client | undefined;
  private living: Promise<void> = Promise.resolve();

  private constructor(
    private readonly db: Database,
    private readonly settings: Settings,
  ) {
    this.statements = nodeStatements(settings.schema);
    this.undertaker = new Undertaker(db, settings);
  }

  static async open(db: Database, settings: Settings): Promise<NodeSession> {
    const session = new NodeSession(db, settings);
    try {
      await session.register(await session.connect());
    } catch (error) {
      await session.disconnect();
      throw error;
    }
    session.living = session.live();
    return session;
  }

  watch(hears: (change: StoreChange) => void): () => void {
    const listener = { hears };
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.disconnect();
    await this.living;
    await this.undertaker.rest();
  }

  private get isOpen(): boolean {
    return !this.closing.signal.aborted;
  }

  private async connect(): Promise<Client> {
    const client = await this.db.connect({ query_timeout: this.settings.leaseMs });
    client.on('notification', ({ payload }) => {
      this.tell(fromNews(payload));
    });
    const broken = new AbortController();
    client.once('end', () => {
      broken.abort();
    });
    [this.client, this.broken] = [client, broken];
    await client.query(`LISTEN "${channelOf(this.settings.schema)}"`);
    return client;
  }

  private async disconnect(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }

  /** Renews the lease until the end, on one connection after the other. */
  private async live(): Promise<void> {
    while (this.isOpen) {
      try {
        if (this.client === undefined) await this.reconnect();
        else await this.renew(this.client);
        await this.waited(this.settings.leaseMs / renewals, this.broken.signal);
      } catch {
        await this.disconnect();
        await this.waited(reconnectsAfterMs);
      }
    }
    await this.disconnect(); // it may have been made since it was closed
  }

  /** All on the new connection: whatever fails, another one is made. */
  private async reconnect(): Promise<void> {
    const client = await this.connect();
    this.undertaker.pause();
    await this.renew(client);
    for (const change of await missed(client, this.settings.schema)) this.tell(change);
  }

  private async renew(client: Client): Promise<void> {
    const { rows } = await run(client, this.statements.renew, [this.settings.node, this.settings.leaseMs]);
    const [renewal] = rows as unknown as readonly (readonly [isInTime: boolean, dead: readonly string[]])[];
    if (renewal === undefined) {
      await this.register(client); // the others have buried this node: it begins anew, with nothing
      this.tell({ kind: 'roles' });
      return;
    }
    const [isInTime, dead] = renewal;
    if (!isInTime) this.undertaker.pause();
    this.undertaker.bury(dead);
  }

  private async register(client: Client): Promise<void> {
    await run(client, this.statements.register, [this.settings.node, this.settings.leaseMs]);
  }

  private tell(change: StoreChange | undefined): void {
    if (change === undefined || !this.isOpen) return;
    for (const { hears } of this.listeners)
      try {
        hears(change);
      } catch {
        // thrown on, it would end the process: the others are told, and this one finds out when it looks itself
      }
  }

  private async waited(ms: number, ...signals: readonly AbortSignal[]): Promise<void> {
    const signal = AbortSignal.any([this.closing.signal, ...signals]);
    await sleep(ms, undefined, { signal }).catch(() => undefined);
  }
}
