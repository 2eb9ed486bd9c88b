import { createServer, type AddressInfo } from 'node:net';
import { runMain } from './main-process';

export interface EngineProcess {
  /** Such as http://localhost:40123. */
  readonly url: string;
  /** SIGTERM: finishes what was accepted. */
  stop(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

export interface EngineProcessOptions {
  readonly dataFolder: string;
  /** 0, the default, lets the system choose. */
  readonly port?: number;
}

/** The built engine in a process of its own. Resolves when it listens. */
export async function startEngineProcess({
  dataFolder,
  port = 0,
}: EngineProcessOptions): Promise<EngineProcess> {
  const engine = runMain({ PORT: String(port), RAPPORT_DATA: dataFolder });
  const url = await engine.url;
  if (url === undefined) throw new Error(`The engine did not start: ${engine.stderr()}`);
  const end = (signal: NodeJS.Signals) => async (): Promise<void> => {
    engine.signal(signal);
    await engine.ended;
  };
  return { url, stop: end('SIGTERM'), kill: end('SIGKILL') };
}

/** A port that nobody listens on just now, for an engine that has to come back on the same one. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
