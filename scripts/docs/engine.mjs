import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../ensure.mjs';

/** Runs the built engine on an empty store of its own while `work` asks it something at its URL. */
export async function withEngine(work) {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-docs-'));
  const env = { ...process.env, PORT: '0', HOST: '127.0.0.1', RAPPORT_DATA: folder, RAPPORT_TOKEN: '' };
  const engine = spawn(process.execPath, [join(root, 'dist/apps/engine/src/main.js')], { cwd: root, env });
  const ended = new Promise((resolve) => engine.once('exit', resolve));
  try {
    return await work(await urlOf(engine));
  } finally {
    engine.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The engine prints its URLs when it listens. */
function urlOf(engine) {
  return new Promise((resolve, reject) => {
    let said = '';
    let complained = '';
    engine.stderr.on('data', (chunk) => (complained += chunk));
    engine.stdout.on('data', (chunk) => {
      said += chunk;
      const [, url] = /(http:\/\/[^/\s]+)\/v1/.exec(said) ?? [];
      if (url !== undefined) resolve(url);
    });
    engine.once('exit', (code) => reject(new Error(`The engine ended with ${code}: ${complained}`)));
  });
}
