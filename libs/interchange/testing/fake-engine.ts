import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the next requests for commands are answered with instead of results. */
export type Failure = 'unavailable' | 'broken-off' | 'line-unavailable';

export interface Received {
  readonly command: string;
  readonly commandId: string;
  readonly journeyId: string;
  readonly occurredAt: string;
}

/**
 * As much of an engine as an import meets: it knows commands again by their ids, refuses those it is told to, and fails as often
 * as it is told to. On loopback, at a port of the system's choice.
 */
export class FakeEngine {
  /** The commands recorded, in the order of their arrival. */
  readonly received: Received[] = [];
  readonly failures: Failure[] = [];
  refuse: (command: Received) => string | undefined = () => undefined;
  /** Called with how many commands were recorded, before each answer, which waits for it. */
  onBatch: (recorded: number) => unknown = () => undefined;
  logName = 'a';
  /** Asked for of every request. */
  token: string | undefined;
  url = '';
  private readonly bodies = new Map<string, string>();
  private server: Server = this.newServer();

  static async start(): Promise<FakeEngine> {
    const engine = new FakeEngine();
    await engine.listen(0);
    return engine;
  }

  /** Gone without an answer, and back a moment later with what it knew. */
  async restart(): Promise<void> {
    const { port } = this.server.address() as AddressInfo;
    await this.stop();
    await new Promise((resolve) => setTimeout(resolve, 300));
    this.server = this.newServer();
    await this.listen(port);
  }

  /** As if it were a new one. */
  forget(): void {
    this.received.length = 0;
    this.bodies.clear();
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private newServer(): Server {
    return createServer((request, response) => void this.answer(request, response));
  }

  private async listen(port: number): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    if (this.token !== undefined && request.headers.authorization !== `Bearer ${this.token}`) {
      response.writeHead(401).end(JSON.stringify({ code: 'unauthorised', detail: 'A token is needed.' }));
      return;
    }
    if (url.pathname !== '/v1/commands') {
      const position = url.searchParams.get('waitFor');
      response.writeHead(position === null || position.startsWith(this.logName) ? 200 : 400);
      response.end(JSON.stringify({ code: 'foreign-position', detail: 'Of another log.' }));
      return;
    }
    const lines = (await bodyOf(request)).split('\n').filter((line) => line !== '');
    const failure = this.failures.shift();
    if (failure === 'unavailable') {
      response.writeHead(503).end(JSON.stringify({ code: 'store-read-only', detail: 'The disk is full.' }));
      return;
    }
    const results = lines.map((line, index) => this.take(line, index + 1));
    if (failure === 'broken-off') results.length = Math.floor(results.length / 2);
    if (failure === 'line-unavailable')
      results[0] = {
        line: 1,
        status: 'failed',
        problem: { status: 503, code: 'store-read-only', detail: 'The disk is full.' },
      };
    await this.onBatch(this.received.length);
    response.end(results.map((result) => `${JSON.stringify(result)}\n`).join(''));
  }

  private take(text: string, line: number): object {
    const command = JSON.parse(text) as Received;
    const code = this.refuse(command);
    if (code !== undefined)
      return { line, status: 'refused', problem: { status: 409, code, detail: 'A rule refuses this.' } };
    const known = this.bodies.get(command.commandId);
    if (known !== undefined && known !== text)
      return {
        line,
        status: 'refused',
        problem: { status: 422, code: 'command-id-reused', detail: 'Another command.' },
      };
    if (known === undefined) this.received.push(command);
    this.bodies.set(command.commandId, text);
    const position = this.logName + String(this.received.length).padStart(9, '0');
    return {
      line,
      status: 'recorded',
      replayed: known !== undefined,
      commandId: command.commandId,
      position,
    };
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
