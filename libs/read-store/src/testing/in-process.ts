import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const register = join(__dirname, '../../../../scripts/typescript-register.cjs');

/** A script that runs in a process of its own, and what it prints. */
export function startScript(script: string, ...parameters: readonly string[]) {
  const child = spawn(process.execPath, ['-r', register, script, ...parameters], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout);
  const closed = once(child, 'close');
  const seen: string[] = [];
  lines.on('line', (line) => seen.push(line));
  return { child, closed, seen, lines, begun: once(lines, 'line') };
}
