import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Database } from '../connection/database';
import { run } from '../connection/statement';
import type { Settings } from '../options';
import type { StoreChange } from '../../shared-store';
import { bury } from './bury';
import { missed } from './missed';
import { channelOf, fromNews } from './news';
import { nodeStatements, type NodeStatements } from './node-statements';

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
  private readonly closing = new AbortController();
  /** Of the connection in use. */
  private broken = new AbortController();
  private client: Client | undefined;
  private living: Promise<void> = Promise.resolve();

  private constructor(
    private readonly db: Database,
    private readonly settings: Settings,
  ) {
    this.statements = nodeStatements(settings.schema);
  }

  static async open(db: Database, settings: Settings): Promise<NodeSession> {
    const session = new NodeSession(db, settings);
    await session.connect();
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
    await this.client?.end().catch(() => undefined);
    await this.living;
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
    await this.register(client);
    return client;
  }

  /** Renews the lease until the end, on one connection after the other. */
  private async live(): Promise<void> {
    while (this.isOpen) {
      try {
        await this.renewed();
        await this.waited(this.settings.leaseMs / renewals, this.broken.signal);
      } catch {
        await this.client?.end().catch(() => undefined);
        await this.waited(reconnectsAfterMs);
        await this.reconnected();
      }
    }
  }

  private async renewed(): Promise<void> {
    if (this.client === undefined) return;
    const { node, leaseMs, schema } = this.settings;
    const { rows } = await run(this.client, this.statements.renew, [node, leaseMs]);
    const [renewal] = rows as unknown as readonly (readonly [isInTime: boolean, dead: readonly string[]])[];
    if (renewal === undefined) {
      await this.register(this.client); // the others have buried this node: it begins anew, with nothing
      this.tell({ kind: 'roles' });
    } else if (renewal[0] && renewal[1].length > 0) {
      // Where this one's lease had ended as well, the server was away for all.
      await bury(this.db, schema, renewal[1]).catch(() => undefined); // another one does, or this one in a moment
    }
  }

  private async register(client: Client): Promise<void> {
    await run(client, this.statements.register, [this.settings.node, this.settings.leaseMs]);
  }

  private async reconnected(): Promise<void> {
    if (!this.isOpen) return;
    await this.connect().then(
      async () => {
        for (const change of await missed(this.db)) this.tell(change);
      },
      () => undefined, // once more, in a moment
    );
  }

  private tell(change: StoreChange | undefined): void {
    if (change !== undefined && this.isOpen) for (const { hears } of this.listeners) hears(change);
  }

  private async waited(ms: number, ...signals: readonly AbortSignal[]): Promise<void> {
    const signal = AbortSignal.any([this.closing.signal, ...signals]);
    await sleep(ms, undefined, { signal }).catch(() => undefined);
  }
}
