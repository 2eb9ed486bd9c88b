import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { ReadStoreUnusable } from '../errors';

export interface PostgresReadStoreOptions {
  /** `postgres://user:password@host:port/database?sslmode=…`; may name the schema, `&schema=…`. Never told to anybody. */
  readonly connectionString: string;
  /** Where all tables are; made where it is missing. `rapport` where neither this nor the connection string names one. */
  readonly schema?: string;
  /** Milliseconds of silence after which the others bury this node. */
  readonly leaseMs?: number;
  /** Connections at most for everything but long reads and loads. */
  readonly connections?: number;
  /** Milliseconds that the server has for what is short. What takes long is waited for while the server is at it. */
  readonly answersWithinMs?: number;
  /** Milliseconds that a connection has to be made, or in a full pool to become free. */
  readonly connectsWithinMs?: number;
  /** Long reads at once: each page by page, on a connection of its own. More wait, for `answersWithinMs` at most. */
  readonly longReads?: number;
}

/** What a store is opened with, checked. */
export interface Settings {
  /** Names the node to the server as well. */
  readonly connectionString: string;
  readonly schema: string;
  readonly node: string;
  readonly leaseMs: number;
  readonly connections: number;
  readonly answersWithinMs: number;
  readonly connectsWithinMs: number;
  readonly longReads: number;
}

/** Of those that stand in SQL as they are; PostgreSQL keeps `pg_` for itself. */
export const isSchemaName = (text: string): boolean => /^(?!pg_)[a-z_][a-z0-9_]{0,47}$/.test(text);

const defaults = {
  ...{ leaseMs: 3_000, connections: 8, answersWithinMs: 30_000 },
  ...{ connectsWithinMs: 5_000, longReads: 8 },
};

/** What the server knows a node's connections by: whoever buries the node ends them. */
export const applicationName = (node: string): string => `rapport ${node}`;

/** @throws ReadStoreUnusable quoting nothing of the connection string but the schema */
export function settingsOf({ connectionString, ...options }: PostgresReadStoreOptions): Settings {
  const location = URL.parse(connectionString);
  if (location === null || !/^postgres(ql)?:$/.test(location.protocol))
    throw new ReadStoreUnusable('The read store is named by postgres://user:password@host:port/database.');
  const schema = options.schema ?? location.searchParams.get('schema') ?? 'rapport';
  if (!isSchemaName(schema))
    throw new ReadStoreUnusable(
      `"${schema}" is no name for the read store's schema; use a-z, 0-9 and _, and do not begin with pg_.`,
    );
  const node = newNode();
  location.searchParams.delete('schema');
  location.searchParams.set('application_name', applicationName(node));
  sayWhatIsMeant(location.searchParams);
  return { ...defaults, ...options, connectionString: location.href, schema, node };
}

/** The driver takes these for `verify-full`, and warns at length that its next major version will not: told so, it is silent. */
const VERIFYING = ['prefer', 'require', 'verify-ca'];

function sayWhatIsMeant(options: URLSearchParams): void {
  const isOfLibpq = options.get('uselibpqcompat') === 'true';
  if (!isOfLibpq && VERIFYING.includes(options.get('sslmode') ?? '')) options.set('sslmode', 'verify-full');
}

/** `host-4711-0a1b2c`: for people, and never given twice. */
function newNode(): string {
  const host = hostname()
    .replace(/[^a-zA-Z0-9-]/g, '-')
    .slice(0, 32);
  return `${host}-${process.pid}-${randomBytes(3).toString('hex')}`;
}
