import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { BuildHeld } from '../errors';
import { openSqliteReadStore } from './read-store';
import { head, subjectOf, table } from './testing/load';

const subjects = 60_000;
const endless = 1e9;
const mostRounds = 200;
const longestRunMs = 100;

/** A process that loads; see the script. */
function startLoad(folder: string, count: number) {
  const register = join(__dirname, '../../../../scripts/typescript-register.cjs');
  const child = spawn(
    process.execPath,
    ['-r', register, join(__dirname, 'testing/load.ts'), folder, String(count)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const lines = createInterface(child.stdout);
  const closed = once(child, 'close');
  const seen: string[] = [];
  lines.on('line', (line) => seen.push(line));
  return { child, closed, seen, begun: once(lines, 'line') };
}

const numberIn = (line: string | undefined): number => Number(/\d+$/.exec(line ?? '')?.[0] ?? NaN);

describe('a load whose process is killed again and again', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'rapport-read-'))));
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('goes on where it was saved, and ends with every row and cell once', async () => {
    let saved = 0;
    let kills = 0;
    for (let isFinished = false; !isFinished; kills += 1) {
      expect(kills).toBeLessThan(mostRounds);
      const { child, closed, seen, begun } = startLoad(folder, subjects);
      await Promise.race([begun, closed]);
      await sleep(Math.random() * longestRunMs);
      child.kill('SIGKILL');
      await closed;
      isFinished = seen.includes('finished') || (await isComplete());
      if (seen.length === 0) continue; // killed at its start, or there was nothing left to load
      expect(numberIn(seen[0])).toBeGreaterThanOrEqual(saved);
      saved = Math.max(saved, ...seen.slice(0, -1).map(numberIn).filter(Number.isFinite)); // the last line may be cut off
    }
    expect(kills).toBeGreaterThan(1);
    await expectAllOnce();
  }, 60_000);

  it('is held by that process until then', async () => {
    const { child, closed, begun } = startLoad(folder, endless);
    await begun;
    const store = await openSqliteReadStore(folder);
    const [entry] = await store.builds();
    expect(entry?.state).toBe('loading');
    if (entry === undefined) return;
    expect(await store.sweep()).toEqual([]);
    await expect(store.open(entry.id, table)).rejects.toThrow(BuildHeld);
    await store.remove(entry.id);
    expect(await store.sweep()).toEqual([]);
    child.kill('SIGKILL');
    await closed;
    expect(await store.sweep()).toEqual([entry.id]);
    await store.close();
  });

  async function isComplete(): Promise<boolean> {
    const store = await openSqliteReadStore(folder);
    const [entry] = await store.builds();
    await store.close();
    return entry?.state === 'complete';
  }

  async function expectAllOnce(): Promise<void> {
    const store = await openSqliteReadStore(folder);
    const [entry] = await store.builds();
    if (entry === undefined) throw new Error('The build is gone.');
    const { model } = await store.open(entry.id, table);
    const all = Array.from({ length: subjects }, (_, number) => number);
    const rows: string[] = [];
    for await (const page of model.pages()) rows.push(...page.map(({ subject }) => subject));
    expect(rows).toEqual(all.map(subjectOf));
    const numbers: number[] = [];
    for await (const { entries } of model.cells('number')) for (const one of entries) numbers.push(one);
    expect(numbers).toEqual(all.flatMap((number) => [number, 1, 1]));
    let rests = 0;
    for await (const { entries } of model.cells('rest'))
      for (let i = 1; i < entries.length; i += 2) rests += entries[i] ?? 0;
    expect(rests).toBe(subjects);
    expect(await model.checkpoint()).toEqual(head);
    await store.close();
  }
});
