import { fork } from 'node:child_process';
import { join } from 'node:path';
import { withFolder } from '../engine';
import { logOf } from '../logs';
import type { RebuildResult, Threads } from '../rebuild-child';

const measure = (folder: string, threads: Threads): Promise<RebuildResult> =>
  new Promise((resolve, reject) => {
    const child = fork(join(__dirname, '..', 'rebuild-child.js'), [folder, threads]);
    let result: RebuildResult | undefined;
    child.on('message', (message: RebuildResult) => (result = message));
    child.on('exit', (code) =>
      result ? resolve(result) : reject(new Error(`The rebuild ended with ${code}.`)),
    );
  });

/** A rebuild of all projections, in business order, against R0 on the same file. */
export const rebuild = async (events: number, threads: Threads = 'one'): Promise<RebuildResult> =>
  withFolder((folder) => measure(folder, threads), await logOf(events));
