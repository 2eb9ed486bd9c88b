import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startEngineProcess } from '../../apps/engine/testing/engine-process';

const root = join(__dirname, '../..');

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
  const dataFolder = mkdtempSync(join(tmpdir(), 'rapport-samples-'));
  const { url, stop } = await startEngineProcess({ dataFolder });
  return {
    url,
    caughtUp: () => caughtUp(url),
    stop: async () => {
      await stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

async function caughtUp(url: string): Promise<void> {
  for (;;) {
    const answer = (await (await fetch(`${url}/v1/projections`)).json()) as ProjectionsAnswer;
    if (answer.projections.every(({ state, lagEvents }) => state === 'live' && lagEvents === 0)) return;
    await setTimeout(20);
  }
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
