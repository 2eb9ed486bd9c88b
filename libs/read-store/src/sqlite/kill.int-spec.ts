import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BuildHeld } from '../errors';
import { expectAllOnce, numberIn } from '../testing/all-once';
import { startScript } from '../testing/in-process';
import { table } from '../testing/numbers';
import { openSqliteReadStore } from './read-store';

const subjects = 60_000;
const endless = 1e9;
const mostRounds = 200;
const longestRunMs = 100;

const startLoad = (folder: string, count: number) =>
  startScript(join(__dirname, 'testing/load.ts'), folder, String(count));

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
    const store = await openSqliteReadStore(folder);
    await expectAllOnce(store, subjects);
    await store.close();
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
    const builds = await store.builds();
    await store.close();
    return builds.some(({ state }) => state === 'complete');
  }
});
