import { fork } from 'node:child_process';
import { join } from 'node:path';
import { play, withEngine } from '../engine';
import type { RebuildResult } from '../rebuild-child';
import { workload } from '../workload';

const measure = (folder: string): Promise<RebuildResult> =>
  new Promise((resolve, reject) => {
    const child = fork(join(__dirname, '..', 'rebuild-child.js'), [folder]);
    let result: RebuildResult | undefined;
    child.on('message', (message: RebuildResult) => (result = message));
    child.on('exit', (code) =>
      result ? resolve(result) : reject(new Error(`The rebuild ended with ${code}.`)),
    );
  });

/** A rebuild of all projections, in business order, against R0 on the same file. */
export async function rebuild(events: number): Promise<RebuildResult> {
  return withEngine('paused', async (bench) => {
    await play(bench, workload(events, 10_000), 256);
    await bench.engine.close();
    return measure(bench.folder);
  });
}
