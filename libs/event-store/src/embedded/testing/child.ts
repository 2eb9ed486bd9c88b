import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A process of its own that runs one of the scripts beside this file. */
export class Child {
  readonly lines: string[] = [];
  private readonly child: ChildProcess;
  private readonly closed: Promise<unknown>;

  constructor(script: string, ...parameters: string[]) {
    const register = join(__dirname, '../../../../../scripts/typescript-register.cjs');
    const options = ['-r', register, join(__dirname, script), ...parameters];
    this.child = spawn(process.execPath, options, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.closed = once(this.child, 'close');
    if (this.child.stdout) createInterface(this.child.stdout).on('line', (line) => this.lines.push(line));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Ends the script's wait for its input, and waits for all that it printed. */
  async finish(): Promise<void> {
    this.child.stdin?.end();
    await this.closed;
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.closed;
  }
}
