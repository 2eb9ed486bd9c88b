import { fork } from 'node:child_process';
import { join } from 'node:path';
import { withFolder } from '../../engine';
import type { GrownRebuild } from '../../grown-rebuild-child';
import { serverHoldsLog } from './log';

/** A rebuild of all projections from the server's log against the rate at which one bare client reads it. */
export async function grownRebuild(events: number): Promise<GrownRebuild> {
  await serverHoldsLog(events);
  return withFolder(measure);
}

const measure = (folder: string): Promise<GrownRebuild> =>
  new Promise((resolve, reject) => {
    const child = fork(join(__dirname, '..', '..', 'grown-rebuild-child.js'), [folder]);
    let result: GrownRebuild | undefined;
    child.on('message', (message: GrownRebuild) => (result = message));
    child.on('exit', (code) =>
      result ? resolve(result) : reject(new Error(`The rebuild ended with ${code}.`)),
    );
  });
