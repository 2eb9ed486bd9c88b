import { CorruptStore } from '../errors';

const CORRUPT = 11;
const FULL = 13;
const NOT_A_DATABASE = 26;
const READ_ONLY = 8;
const IO_ERROR = 10;
const CANNOT_OPEN = 14;
const BUSY = 5;
const TOO_BIG = 18;

/** Not by `instanceof`: the error may come from another realm. */
const isErrorLike = (error: unknown): error is { message: unknown; errcode?: unknown } =>
  typeof error === 'object' && error !== null && 'message' in error;

/** SQLite's primary result code; undefined where the error is none of SQLite's. */
function resultCode(error: unknown): number | undefined {
  return isErrorLike(error) && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}

const oneOf = (error: unknown, ...codes: number[]): boolean => codes.includes(resultCode(error) ?? -1);

export const isBusy = (error: unknown): boolean => oneOf(error, BUSY);

/** The disk cannot take what we write, for now: full, failing or not writable. */
export const isUnwritable = (error: unknown): boolean => oneOf(error, FULL, IO_ERROR, READ_ONLY, CANNOT_OPEN);

/** The disk failed: what was under way may be on it or not. */
export const isInputOutput = (error: unknown): boolean => oneOf(error, IO_ERROR);

export const isCorrupt = (error: unknown): boolean => oneOf(error, CORRUPT, NOT_A_DATABASE);

/** A string or blob came out longer than SQLite makes them. */
export const isTooBig = (error: unknown): boolean => oneOf(error, TOO_BIG);

export const messageOf = (error: unknown): string => String(isErrorLike(error) ? error.message : error);

export function corrupt(file: string, why: string): CorruptStore {
  return new CorruptStore(
    `The event log ${file} is damaged (${why}). Keep the file, restore a backup in its place (rapport verify checks both) and start again.`,
  );
}

/** Names damage as such; everything else passes. */
export function translated(error: unknown, file: string): unknown {
  return isCorrupt(error) ? corrupt(file, messageOf(error)) : error;
}
