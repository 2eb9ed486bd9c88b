import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuildHeld } from '../errors';
import { expectAllOnce } from '../testing/all-once';
import { startScript } from '../testing/in-process';
import { hasCompleteBuild, killUntilLoaded } from '../testing/killed-load';
import { table } from '../testing/numbers';
import { openSqliteReadStore } from './read-store';

const subjects = 60_000;
const endless = 1e9;

const startLoad = (folder: string, count: number) =>
  startScript(join(__dirname, 'testing/load.ts'), folder, String(count));

describe('a load whose process is killed again and again', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'rapport-read-'))));
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('goes on where it was saved, and ends with every row and cell once', async () => {
    const kills = await killUntilLoaded({
      start: () => startLoad(folder, subjects),
      longestRunMs: 100,
      isComplete,
    });
    expect(kills).toBeGreaterThan(1);
    const store = await openSqliteReadStore(folder);
    await expectAllOnce(store, subjects);
    await store.close();
  }, 120_000);

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
    const isThere = await hasCompleteBuild(store);
    await store.close();
    return isThere;
  }
});
