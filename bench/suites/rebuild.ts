import { fork, type ForkOptions } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFolder } from '../engine';
import { logOf } from '../logs';
import type { RebuildResult, Threads } from '../rebuild-child';

const measure = (folder: string, threads: Threads): Promise<RebuildResult> =>
  new Promise((resolve, reject) => {
    const options = threads === 'one' ? {} : asCli();
    const child = fork(join(__dirname, '..', 'rebuild-child.js'), [folder, threads], options);
    let result: RebuildResult | undefined;
    child.on('message', (message: RebuildResult) => (result = message));
    child.on('exit', (code) =>
      result ? resolve(result) : reject(new Error(`The rebuild ended with ${code}.`)),
    );
  });

/** As `bin/rapport.mjs` begins Node. */
function asCli(): ForkOptions {
  const root = process.cwd();
  const options = readFileSync(join(root, 'bin', 'node-options.json'), 'utf8');
  const NODE_COMPILE_CACHE = join(root, 'node_modules', '.cache', 'compiled');
  return { execArgv: JSON.parse(options) as string[], env: { NODE_COMPILE_CACHE, ...process.env } };
}

/** A rebuild of all projections, in business order, against R0 on the same file. */
export const rebuild = async (events: number, threads: Threads = 'one'): Promise<RebuildResult> =>
  withFolder((folder) => measure(folder, threads), await logOf(events));
