import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

/** One row as the embedded log holds it, column by column. */
export type LogRow = readonly SQLInputValue[];

const rate = (count: number, startedAt: number): number => count / ((performance.now() - startedAt) / 1000);

function bareTable(folder: string, columns: number): DatabaseSync {
  const database = new DatabaseSync(join(folder, 'bare.sqlite'));
  database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=16000');
  const names = Array.from({ length: columns - 1 }, (_, index) => `c${index + 1}`);
  database.exec(`CREATE TABLE rows (position INTEGER PRIMARY KEY, ${names.join(', ')})`);
  return database;
}

/** Inserts the rows into a table without any secondary index, `perTransaction` rows a durable transaction (64: L0); rows/s. */
export function bareInserts(rows: readonly LogRow[], perTransaction: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-bench-'));
  const columns = rows[0]?.length ?? 1;
  const database = bareTable(folder, columns);
  try {
    const insert = database.prepare(`INSERT INTO rows VALUES (${Array(columns).fill('?').join(', ')})`);
    const startedAt = performance.now();
    for (let from = 0; from < rows.length; from += perTransaction) {
      database.exec('BEGIN');
      for (const row of rows.slice(from, from + perTransaction)) insert.run(...row);
      database.exec('COMMIT');
    }
    return rate(rows.length, startedAt);
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
}

/** The rows of an embedded log, at most `limit`, as they stand in the file. */
export function logRows(file: string, limit: number): LogRow[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const select = database.prepare('SELECT * FROM events ORDER BY position LIMIT ?');
    select.setReturnArrays(true);
    return select.all(limit) as unknown as LogRow[];
  } finally {
    database.close();
  }
}

/** The limit of reading, R0: pages of 1,000 rows and one JSON.parse a row; rows/s. */
export function limitOfReading(file: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const select = database.prepare('SELECT * FROM events WHERE position > ? ORDER BY position LIMIT 1000');
    select.setReturnArrays(true);
    const data = select.columns().findIndex(({ name }) => name === 'data');
    const startedAt = performance.now();
    let [count, after] = [0, 0];
    for (;;) {
      const page = select.all(after) as unknown as LogRow[];
      for (const row of page) JSON.parse(row[data] as string);
      count += page.length;
      after = Number(page.at(-1)?.[0] ?? 0);
      if (page.length < 1000) return rate(count, startedAt);
    }
  } finally {
    database.close();
  }
}

/** Some work on a log, and the limit of reading that log, measured before and after it: a machine that slows down slows both. */
export async function besideReading<T>(
  file: string,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly limit: number }> {
  const before = limitOfReading(file);
  const result = await work();
  const after = limitOfReading(file);
  return { result, limit: 2 / (1 / before + 1 / after) };
}
