import { storesIn, type StoreLocations } from '@rapport/stores';
import { resolve } from 'node:path';
import { readEventStoreDBConfig, type EventStoreDBConfig } from './eventstoredb-config';
import { readStores } from './stores-config';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Where the CLI looks for an engine as well. */
export const defaultPort = 3000;

/** What the engine is told from outside. */
export interface EngineConfig {
  /** 0 lets the system choose. */
  readonly port: number;
  readonly host: string;
  /** Absolute; holds the log and the read models that are nowhere else, and what is of use to this process alone. */
  readonly dataFolder: string;
  /** Absent: both in the data folder. */
  readonly stores?: StoreLocations;
  /** When set, every route but `/health/*` demands it. Always set where the host is not loopback. */
  readonly token?: string;
  readonly logLevel: LogLevel;
  /** `paused`: projections are not fed, which their status says; for measuring. */
  readonly projections: 'running' | 'paused';
  /** `thread`: they have one of their own, while the engine's answers. `inline`: in the engine's, in short steps. Default: thread. */
  readonly rebuilds?: 'thread' | 'inline';
  /** How far a projection may lag before the engine calls itself not ready. */
  readonly readyLag?: ReadyLag;
  /** Where the log is served to EventStoreDB's clients; absent: nowhere. */
  readonly eventStoreDB?: EventStoreDBConfig;
}

export const storesOf = ({ dataFolder, stores }: EngineConfig): StoreLocations =>
  stores ?? storesIn(dataFolder);

export interface ReadyLag {
  /** Events in the log that are not in the rows. Default: 10,000. */
  readonly events: number;
  /** Age of the oldest of them. Default: 10. */
  readonly seconds: number;
}

/** What is wrong with the configuration, one line each. */
export class ConfigError extends Error {
  constructor(readonly mistakes: readonly string[]) {
    super(mistakes.join('\n'));
  }
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

/** @throws ConfigError that names every mistake */
export function readConfig(env: Readonly<Record<string, string | undefined>>): EngineConfig {
  const mistakes: string[] = [];
  const read = <T>(
    name: string,
    fallback: string,
    parse: (text: string) => T | undefined,
    wanted: string,
  ): T => {
    const text = env[name] === undefined || env[name] === '' ? fallback : env[name];
    const value = parse(text);
    if (value === undefined) mistakes.push(`${name} is "${text}", but must be ${wanted}.`);
    return value as T;
  };
  const port = read('PORT', String(defaultPort), parsePort, 'a port number, 0 to 65535');
  const host = read('HOST', '127.0.0.1', (text) => text.trim() || undefined, 'an address to listen on');
  const dataFolder = read('RAPPORT_DATA', './data', (text) => resolve(text), 'a folder');
  const logLevel = read('RAPPORT_LOG_LEVEL', 'info', oneOf(logLevels), `one of ${logLevels.join(', ')}`);
  const modes = ['running', 'paused'] as const;
  const projections = read('RAPPORT_PROJECTIONS', 'running', oneOf(modes), `one of ${modes.join(', ')}`);
  const places = ['thread', 'inline'] as const;
  const rebuilds = read('RAPPORT_REBUILDS', 'thread', oneOf(places), `one of ${places.join(', ')}`);
  const readyLag = {
    events: read('RAPPORT_READY_LAG_EVENTS', '10000', upTo(1e9), 'a number of events, 0 to 1000000000'),
    seconds: read('RAPPORT_READY_LAG_SECONDS', '10', upTo(86_400), 'a number of seconds, 0 to 86400'),
  };
  const token = env.RAPPORT_TOKEN;
  mistakes.push(...tokenMistakes(host, token));
  const served = read(
    'RAPPORT_EVENTSTOREDB_PORT',
    'off',
    orOff(parsePort),
    'off, or a port number, 0 to 65535',
  );
  if (port > 0 && port === served)
    mistakes.push(`PORT and RAPPORT_EVENTSTOREDB_PORT are both ${port}: give each a port of its own.`);
  const stores = readStores(env, dataFolder, mistakes);
  const eventStoreDB = readEventStoreDBConfig(env, served, token, mistakes);
  if (eventStoreDB !== undefined && stores.eventStore.kind !== 'embedded')
    mistakes.push(
      'RAPPORT_EVENTSTOREDB_PORT serves the log of the data folder, but RAPPORT_EVENT_STORE names another: let clients connect to that one, and turn the port off.',
    );
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  const projecting = { projections, rebuilds, readyLag };
  return {
    port,
    host,
    dataFolder,
    stores,
    logLevel,
    ...projecting,
    ...(token ? { token } : {}),
    ...(eventStoreDB && { eventStoreDB }),
  };
}

/** Empty where the token and the host go together. */
export function tokenMistakes(host: string, token: string | undefined): string[] {
  if (token && !/^[\x21-\x7e]+$/.test(token)) {
    return [
      'RAPPORT_TOKEN must consist of printable ASCII characters without spaces: it travels in a header.',
    ];
  }
  if (token || isLoopback(host)) return [];
  return [
    `HOST is "${host}", which others can reach, but RAPPORT_TOKEN is not set. Set it to a long secret, or listen on 127.0.0.1.`,
  ];
}

function parsePort(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
}

const orOff =
  <T>(parse: (text: string) => T | undefined) =>
  (text: string): T | 'off' | undefined =>
    text === 'off' ? text : parse(text);

const upTo =
  (most: number) =>
  (text: string): number | undefined =>
    /^\d{1,10}$/.test(text) && Number(text) <= most ? Number(text) : undefined;

function oneOf<T extends string>(values: readonly T[]): (text: string) => T | undefined {
  return (text) => values.find((value) => value === text);
}
