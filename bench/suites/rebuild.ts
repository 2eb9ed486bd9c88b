import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFolder } from '../engine';
import { logOf } from '../logs';
import type { RebuildResult, Threads } from '../rebuild-child';

const measure = (folder: string, threads: Threads): Promise<RebuildResult> =>
  new Promise((resolve, reject) => {
    const execArgv = threads === 'one' ? process.execArgv : optionsOfCli();
    const child = fork(join(__dirname, '..', 'rebuild-child.js'), [folder, threads], { execArgv });
    let result: RebuildResult | undefined;
    child.on('message', (message: RebuildResult) => (result = message));
    child.on('exit', (code) =>
      result ? resolve(result) : reject(new Error(`The rebuild ended with ${code}.`)),
    );
  });

/** What `rapport` begins Node with. */
const optionsOfCli = (): string[] =>
  JSON.parse(readFileSync(join(process.cwd(), 'bin', 'node-options.json'), 'utf8')) as string[];

/** A rebuild of all projections, in business order, against R0 on the same file. */
export const rebuild = async (events: number, threads: Threads = 'one'): Promise<RebuildResult> =>
  withFolder((folder) => measure(folder, threads), await logOf(events));
