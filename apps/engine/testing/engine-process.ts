import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const main = join(root, 'dist/apps/engine/src/main.js');

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
  readonly env?: NodeJS.ProcessEnv;
}

/** The built engine in a process of its own. Resolves when it listens. */
export async function startEngineProcess({
  dataFolder,
  port = 0,
  env = {},
}: EngineProcessOptions): Promise<EngineProcess> {
  if (!existsSync(main)) throw new Error('The engine is not built. Run "npm run build" first.');
  const engine = spawn(process.execPath, ['--enable-source-maps', main], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      RAPPORT_DATA: dataFolder,
      RAPPORT_TOKEN: '',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => engine.once('exit', () => resolve()));
  const end = (signal: NodeJS.Signals) => async (): Promise<void> => {
    engine.kill(signal);
    await ended;
  };
  return { url: await urlOf(engine), stop: end('SIGTERM'), kill: end('SIGKILL') };
}

/** The engine prints its URLs when it listens. */
function urlOf(engine: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-10_000);
      const url = /(http:\/\/[^/\s]+)\/v1/.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    };
    engine.stdout?.on('data', hear);
    engine.stderr?.on('data', hear);
    engine.once('exit', (code) => reject(new Error(`The engine ended with ${code ?? 'a signal'}: ${said}`)));
  });
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
