import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const root = join(__dirname, '../..');
const main = join(root, 'dist/apps/engine/src/main.js');

/** The built engine, on an empty store of its own. */
export interface RunningEngine {
  readonly url: string;
  /** Resolves when every read model has everything that is in the log. */
  caughtUp(): Promise<void>;
  stop(): Promise<void>;
}

interface ProjectionsAnswer {
  readonly projections: readonly { readonly state: string; readonly lagEvents: number }[];
}

export async function startEngine(): Promise<RunningEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-samples-'));
  const env = { ...process.env, PORT: '0', HOST: '127.0.0.1', RAPPORT_DATA: folder, RAPPORT_TOKEN: '' };
  const engine = spawn(process.execPath, [main], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => engine.once('exit', resolve));
  const stop = async (): Promise<void> => {
    engine.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const url = await urlOf(engine);
  return { url, caughtUp: () => caughtUp(url), stop };
}

async function caughtUp(url: string): Promise<void> {
  for (;;) {
    const answer = (await (await fetch(`${url}/v1/projections`)).json()) as ProjectionsAnswer;
    if (answer.projections.every(({ state, lagEvents }) => state === 'live' && lagEvents === 0)) return;
    await setTimeout(20);
  }
}

/** The engine prints its URLs when it listens. */
function urlOf(engine: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const url = /(http:\/\/[^/\s]+)\/v1/.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    };
    engine.stdout?.on('data', hear);
    engine.stderr?.on('data', hear);
    engine.once('exit', (code) => reject(new Error(`The engine ended with ${code ?? 'a signal'}: ${said}`)));
  });
}

/** Runs a sample as a reader would who started the engine on its default port. Resolves with what it printed. */
export function run(script: string, url: string): Promise<string> {
  const here = script
    .replaceAll('localhost:3000', new URL(url).host)
    .replaceAll('npx rapport', `"${process.execPath}" dist/apps/cli/src/main.js`);
  const env = { ...process.env, RAPPORT_URL: url };
  const shell = spawn('bash', ['-euc', here], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let complaints = '';
  shell.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  shell.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  return new Promise((resolve, reject) =>
    shell.once('close', (code) => {
      if (code === 0) resolve(out);
      else reject(new Error(`${here} ended with ${code ?? 'a signal'}: ${complaints}${out}`));
    }),
  );
}
