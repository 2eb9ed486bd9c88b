import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { play, withEngineOn } from './engine';
import { workload } from './workload';

const made = new Map<number, Promise<string>>();

/** A data folder with a log of so many events of 10,000 journeys and no read models. Made once, removed at the end of the process. */
export function logOf(events: number): Promise<string> {
  const known = made.get(events);
  if (known !== undefined) return known;
  const folder = make(events);
  made.set(events, folder);
  return folder;
}

async function make(events: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await withEngineOn(folder, 'paused', (bench) => play(bench, workload(events, 10_000), 256));
  return folder;
}
