import { CuttableProxy } from '@rapport/event-store/compliance';
import { mkdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../testing/engine-process';
import { runMain, type MainProcess } from '../testing/main-process';
import { answersWithinMs, endsWithinMs, readyWithinMs, Violation } from './options';

export interface NodeOptions {
  readonly name: string;
  /** Of the log's server. */
  readonly logPort: number;
  /** As `RAPPORT_READ_STORE` says it. */
  readonly readStore: string;
  readonly folder: string;
}

/** One engine of the cluster, with a network of its own to the log, under a supervisor that starts it again. */
export class EngineNode {
  private engine: MainProcess | undefined;
  private log = '';

  private constructor(
    private readonly options: NodeOptions,
    private readonly port: number,
    readonly network: CuttableProxy,
  ) {}

  static async start(options: NodeOptions): Promise<EngineNode> {
    await mkdir(options.folder, { recursive: true });
    const node = new EngineNode(options, await freePort(), await CuttableProxy.to(options.logPort));
    try {
      await node.run();
    } catch (error) {
      await node.network.close();
      throw error;
    }
    return node;
  }

  get name(): string {
    return this.options.name;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** All that it ever said. */
  get said(): string {
    return this.log + (this.engine?.stderr() ?? '');
  }

  /** Starts it; again, as a supervisor would, where it ends before it listens. @throws Violation */
  async run(): Promise<void> {
    const until = Date.now() + readyWithinMs;
    for (;;) {
      const engine = runMain({
        PORT: String(this.port),
        RAPPORT_DATA: this.options.folder,
        RAPPORT_EVENT_STORE: this.network.connectionString,
        RAPPORT_READ_STORE: this.options.readStore,
        RAPPORT_LOG_LEVEL: 'warn',
      });
      this.engine = engine;
      if ((await engine.url) !== undefined) return;
      this.log += engine.stderr();
      if (Date.now() > until)
        throw new Violation(`${this.name} does not start: ${engine.stderr().slice(-2_000)}`);
      await delay(500);
    }
  }

  /** SIGKILL. */
  async kill(): Promise<void> {
    const engine = this.engine;
    engine?.signal('SIGKILL');
    await engine?.ended;
    this.log += engine?.stderr() ?? '';
    this.engine = undefined;
  }

  /** SIGSTOP: it knows of nothing until it is thawed, and then goes on as if no time had passed. */
  freeze(): void {
    this.engine?.signal('SIGSTOP');
  }

  thaw(): void {
    this.engine?.signal('SIGCONT');
  }

  /** @throws Violation where it ended by itself, or is not ready in time */
  async ready(): Promise<void> {
    const until = Date.now() + readyWithinMs;
    for (;;) {
      const why = await this.notReadyBecause();
      if (why === undefined) return;
      if (Date.now() > until) throw new Violation(`${this.name} is not ready again: ${why}`);
      await delay(200);
    }
  }

  /** Ends it in any case. @throws Violation where it does not end when it is told to */
  async stop(): Promise<void> {
    this.engine?.signal('SIGCONT');
    this.engine?.signal('SIGTERM');
    const late = setTimeout(() => this.engine?.signal('SIGKILL'), endsWithinMs);
    const code = await this.engine?.ended;
    clearTimeout(late);
    await this.network.close();
    if (code === null) throw new Violation(`${this.name} does not end when it is told to.`);
  }

  private async notReadyBecause(): Promise<string | undefined> {
    const gone = this.engine?.ended.then((code) => `it ended by itself (${code ?? 'by a signal'})`);
    const asked = fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(answersWithinMs) })
      .then(async (answer) => (answer.ok ? undefined : await answer.text()))
      .catch((error: unknown) => String(error));
    return Promise.race([asked, ...(gone ? [gone] : [])]);
  }
}
