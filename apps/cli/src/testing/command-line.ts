import { existsSync } from 'node:fs';
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { explain } from '../explain';
import { packageRoot } from '../package-root';
import { createProgram } from '../program';

export interface Said {
  out: string;
  err: string;
  exitCode: number;
}

/** Runs a command line in this process, as main does. */
export async function commandLine(...args: readonly string[]): Promise<Said> {
  const said: Said = { out: '', err: '', exitCode: 0 };
  const err = (text: string): void => void (said.err += text);
  const program = createProgram({
    out: (text) => void (said.out += text),
    err,
    error: err,
    drawsBars: false,
  });
  await program.parseAsync(['node', 'rapport', ...args]).catch((error: unknown) => {
    const { message, exitCode } = explain(error);
    err(message);
    said.exitCode = exitCode;
  });
  return said;
}

export const builtCommandLine = join(packageRoot(), 'dist', 'apps', 'cli', 'src', 'main.js');
export const isBuilt = existsSync(builtCommandLine);

/** Starts the built command line as a process of its own. */
export const startCommandLine = (args: readonly string[], cwd: string): ChildProcess =>
  spawn(process.execPath, [builtCommandLine, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
