import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** Names of the log may have been to blame that are no longer among those it is asked for. */
const REMEMBERED_MS = 60_000;

const MOST = 1_000;

const refused = new LRUCache<string, true>({ max: MOST, ttl: REMEMBERED_MS });

/** Sources may be long, and a caller's. */
const keyOf = (source: string): string => createHash('sha256').update(source).digest('base64');

/** Expressions that took too long: who sends one again is told so without a try. */
export const refusedExpressions = {
  add: (source: string): void => void refused.set(keyOf(source), true),
  has: (source: string): boolean => refused.has(keyOf(source)),
};
