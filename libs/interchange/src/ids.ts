import { hash } from 'node:crypto';
import { v5 as uuidv5 } from 'uuid';

/** The namespace of command ids, a UUID made once for this purpose. */
const commandNamespace = '5f0a4c1e-8a0e-5b57-9a55-0d3f3c1be7a4';

const digest = (...parts: readonly string[]): string => hash('sha256', JSON.stringify(parts), 'base64url');

/** An opaque id of a journey, 43 characters of [A-Za-z0-9_-], from which the key cannot be read. */
export const journeyIdOf = (source: string, key: string): string => digest(source, 'journey', key);

/** An opaque id of a thing, `<kind>-` and 22 characters: the same for the same source, kind and key. */
export const thingIdOf = (source: string, kind: string, key: string): string =>
  `${kind}-${digest(source, kind, key).slice(0, 22)}`;

/** A row's content as 22 characters: the same for rows that are identical in every column. */
export const contentHash = (columns: Readonly<Record<string, string>>): string =>
  digest(...Object.entries(columns).sort(byKey).flat()).slice(0, 22);

/** One id for what joined rows and a row are together. */
export const joinedHash = (hashes: readonly string[]): string =>
  hashes.length === 1 && hashes[0] !== undefined ? hashes[0] : digest(...hashes).slice(0, 22);

/**
 * The id of a command: from what the row says, the ordinal among identical rows, and which command of this name it is for
 * the row. Never from where the row stands, nor from the mapping's version.
 */
export const commandIdOf = (
  mapping: string,
  source: string,
  row: string,
  command: string,
  occurrence: number,
): string => uuidv5(JSON.stringify([mapping, source, row, command, occurrence]), commandNamespace);

const byKey = ([a]: readonly [string, string], [b]: readonly [string, string]): number =>
  a < b ? -1 : a > b ? 1 : 0;
