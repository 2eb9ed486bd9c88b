import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** This runs from the sources, or is built itself. */
const root = join(__dirname, '../../..', __filename.endsWith('.js') ? '..' : '');
const main = join(root, 'dist/apps/engine/src/main.js');

/** The built engine as a user starts it, to be looked at whether or not it comes up. */
export interface MainProcess {
  stdout(): string;
  stderr(): string;
  /** Resolves with the url when it listens, undefined when it ended instead. */
  readonly url: Promise<string | undefined>;
  /** The exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>;
  signal(signal: NodeJS.Signals): void;
  /** Nobody reads what it writes from now on: its pipes break. */
  ignore(): void;
}

export function runMain(env: Readonly<Record<string, string>>): MainProcess {
  if (!existsSync(main)) throw new Error('The engine is not built. Run "npm run build" first.');
  return watchMain(
    spawn(process.execPath, ['--enable-source-maps', main], {
      cwd: root,
      env: { PATH: process.env.PATH, PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

/** An engine that was started in another way. */
export function watchMain(child: ChildProcessByStdio<null, Readable, Readable>): MainProcess {
  const said = { stdout: '', stderr: '' };
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const url = new Promise<string | undefined>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said.stdout += chunk.toString();
      const found = /API +(http:\/\/[^/\s]+)\/v1/.exec(said.stdout)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then(() => resolve(undefined));
  });
  child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
  return {
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    ...{ url, ended },
    signal: (signal) => child.kill(signal),
    ignore: () => {
      child.stdout.destroy();
      child.stderr.destroy();
    },
  };
}
