import { setImmediate as nextTurn } from 'node:timers/promises';
import { CorruptStore } from '../../errors';
import { openForReading, type OpenLog } from '../connection';
import type { Query } from '../database';
import { logFile, type LogPlace } from '../place';
import { translated } from '../sqlite-error';
import { Fault, sound } from './fault';
import { checkAnchors, checkHeads } from './streams';
import { selectWalked, Walk } from './walk';

export type Verification =
  | { readonly sound: true; readonly logId: string; readonly events: number; readonly streams: number }
  | { readonly sound: false; readonly fault: string };

const integrityCheck: Query<[result: string]> = { sql: 'PRAGMA integrity_check(1)' };

/**
 * Checks a whole log, also while it is in use: the file's pages, every event, the chain of every stream, anchors and heads.
 * Answers with counts or with the first fault. @throws StoreMissing, NewerFormat
 */
export async function verifyEmbedded(place: LogPlace): Promise<Verification> {
  const file = logFile(place);
  try {
    return await verified(openForReading(file));
  } catch (error) {
    const fault = translated(error, file);
    if (fault instanceof Fault || fault instanceof CorruptStore)
      return { sound: false, fault: fault.message };
    throw error;
  }
}

async function verified({ database, logId }: OpenLog): Promise<Verification> {
  try {
    database.exec('BEGIN'); // all that follows is about one moment of the log
    const result = database.get(integrityCheck)?.[0];
    sound(result === 'ok', () => `SQLite finds the file damaged: ${result ?? 'no answer'}`);
    const walk = new Walk();
    for (;;) {
      const rows = database.all(selectWalked, walk.position);
      if (rows.length === 0) break;
      for (const row of rows) walk.step(row);
      await nextTurn();
    }
    checkHeads(database, walk.heads);
    checkAnchors(database, walk.heads);
    return { sound: true, logId, events: walk.position, streams: walk.heads.size };
  } finally {
    database.close();
  }
}
