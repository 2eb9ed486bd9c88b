import { reasonOf, serveEventStoreDB, type ServedProtocol } from '@rapport/event-store';
import type { Platform } from '../platform/platform';
import { ConfigError } from '../config/config';
import { accessRule } from './access-rule';

/** The log for EventStoreDB's clients, on a port of its own; nothing where that is off. */
export class ServedLog {
  private served: ServedProtocol | undefined;

  constructor(private readonly platform: Pick<Platform, 'config' | 'store'>) {}

  /** What to tell a client to connect to; undefined where the log is not served. */
  get connectionString(): string | undefined {
    if (this.served === undefined) return undefined;
    const { host, eventStoreDB } = this.platform.config;
    const name =
      host === '127.0.0.1' || host === '::1' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
    return `esdb://${name}:${this.served.port}?tls=${eventStoreDB?.tls !== undefined}`;
  }

  /** @throws ConfigError where its port cannot be opened */
  async listen(): Promise<void> {
    const { host, token, eventStoreDB } = this.platform.config;
    if (eventStoreDB === undefined) return;
    const access = accessRule(token, eventStoreDB.systemToken);
    const { port, tls } = eventStoreDB;
    try {
      this.served = await serveEventStoreDB(this.platform.store, { host, port, access, ...(tls && { tls }) });
    } catch (error) {
      throw new ConfigError([
        `RAPPORT_EVENTSTOREDB_PORT is ${port}, which cannot be opened on ${host} (${codeIn(error)}). Stop what uses it, or choose another.`,
      ]);
    }
  }

  async close(): Promise<void> {
    await this.served?.close();
    this.served = undefined;
  }
}

/** The system's: gRPC tells it in words only. */
const codeIn = (error: unknown): string => /\bE[A-Z]{3,}\b/.exec(String(error))?.[0] ?? reasonOf(error);
