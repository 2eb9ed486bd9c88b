import {
  CorruptStore,
  NewerFormat,
  StoreLocked,
  StoreReadOnly,
  StoreUnavailable,
} from '@rapport/event-store';
import { InvalidPolicy } from '@rapport/policy';
import { NameTaken } from '@rapport/projection';
import { ReadStoreUnavailable, ReadStoreUnusable } from '@rapport/read-store';
import { describeLocation, InvalidLocation } from '@rapport/stores';
import { ConfigError, type EngineConfig } from './config/config';

type Settings = Pick<EngineConfig, 'port' | 'host' | 'dataFolder' | 'stores'>;

/** Why the engine does not start and what to do about it, in lines for people; undefined for what nobody foresaw. */
export function explainStart(error: unknown, config: Settings | undefined): readonly string[] | undefined {
  if (error instanceof ConfigError) return error.mistakes;
  if (error instanceof NameTaken) return [error.message];
  if (error instanceof InvalidLocation) return [`RAPPORT_EVENT_STORE ${error.message}.`];
  if (!isErrorLike(error)) return undefined;
  const settings = config ?? { port: 0, host: '', dataFolder: '' };
  const line =
    cannotReach(error) ??
    cannotListen(error, settings) ??
    cannotWrite(error, settings) ??
    cannotOpen(error, settings);
  return line === undefined ? undefined : [line];
}

interface ErrorLike {
  readonly message: string;
  readonly code?: unknown;
  readonly syscall?: unknown;
  /** SQLite's result code. */
  readonly errcode?: unknown;
  readonly cause?: unknown;
}

/** Not by `instanceof`: the error may come from another realm. */
const isErrorLike = (error: unknown): error is ErrorLike =>
  typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';

function cannotListen({ code, syscall }: ErrorLike, { port, host }: Settings): string | undefined {
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is in use. Stop what uses it, or choose another: PORT=${port + 1} npm start`;
  if (syscall === 'listen' && code === 'EACCES')
    return `Port ${port} may not be opened by this user. Choose one above 1023: PORT=3000 npm start`;
  if (syscall === 'listen' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST is "${host}", which is no address of this machine (${String(code)}). Use 127.0.0.1, or one it has.`;
  return undefined;
}

const systemTroubles = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC', 'ENOENT', 'EDQUOT'];
/** SQLite's primary result codes: read-only, input or output failed, disk full, cannot be opened. */
const sqliteTroubles = [8, 10, 13, 14];

function cannotWrite(error: ErrorLike, { dataFolder }: Settings): string | undefined {
  const trouble = troubleOf(error) ?? (isErrorLike(error.cause) ? troubleOf(error.cause) : undefined);
  if (trouble === undefined) return undefined;
  return `The data folder ${dataFolder} cannot be written (${trouble}). Make it a folder that this user may write to and that has space, or name another: RAPPORT_DATA=./data npm start`;
}

function troubleOf({ message, code, errcode }: ErrorLike): string | undefined {
  if (typeof errcode === 'number') return sqliteTroubles.includes(errcode & 0xff) ? message : undefined;
  return systemTroubles.find((trouble) => trouble === code);
}

function cannotReach(error: ErrorLike): string | undefined {
  if (error instanceof StoreUnavailable)
    return `The event log cannot be reached: ${error.message} RAPPORT_EVENT_STORE says where it is looked for.`;
  if (error instanceof ReadStoreUnavailable)
    return `The read models' database cannot be reached: ${error.message} RAPPORT_READ_STORE says where it is looked for.`;
  return undefined;
}

function cannotOpen(error: ErrorLike, { stores }: Settings): string | undefined {
  if (error instanceof InvalidPolicy)
    return `The policy in the log cannot be used by this build: ${error.message}`;
  if (error instanceof ReadStoreUnusable && stores?.readStore.kind === 'postgres')
    return `${error.message} RAPPORT_READ_STORE names ${describeLocation(stores.readStore)}.`;
  const explained = [StoreLocked, StoreReadOnly, NewerFormat, CorruptStore, ReadStoreUnusable];
  return explained.some((kind) => error instanceof kind) ? error.message : undefined;
}
