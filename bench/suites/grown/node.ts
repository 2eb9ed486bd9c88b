import type { StoreLocations } from '@rapport/stores';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NodeOrder } from '../../node-child';

/** An engine in a process of its own. */
export class Node {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly url: string,
  ) {}

  static async start(stores: StoreLocations): Promise<Node> {
    const folder = mkdtempSync(join(tmpdir(), 'rapport-bench-'));
    const child = fork(join(__dirname, '..', '..', 'node-child.js'));
    const { url } = (await ask(child, { kind: 'start', dataFolder: folder, stores })) as { url: string };
    return new Node(child, folder, url);
  }

  async cpuSeconds(): Promise<number> {
    return ((await ask(this.child, { kind: 'cpu' })) as { cpuSeconds: number }).cpuSeconds;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.send({ kind: 'stop' } satisfies NodeOrder);
    await ended;
    rmSync(this.folder, { recursive: true });
  }
}

function ask(child: ChildProcess, order: NodeOrder): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`The node ended with ${code}.`));
    child.once('exit', ended);
    child.once('message', (answer) => {
      child.off('exit', ended);
      resolve(answer);
    });
    child.send(order);
  });
}
