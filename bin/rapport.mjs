#!/usr/bin/env node
// Starts the CLI from a bare clone: installs and builds what is missing, then runs it on the project's own Node.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensure, root } from '../scripts/ensure.mjs';

ensure({ build: true });
const node = join(root, 'node_modules', '.bin', 'node');
// `rapport rebuild` ends before much of its code would be compiled as usual, and before most of its memory is garbage.
const options = JSON.parse(readFileSync(join(root, 'bin', 'node-options.json'), 'utf8'));
const main = join(root, 'dist', 'apps', 'cli', 'src', 'main.js');
// Keeps the code as it was compiled for the next command, which begins a tenth sooner.
const env = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled'), ...process.env };
const cli = spawn(node, [...options, main, ...process.argv.slice(2)], { stdio: 'inherit', env });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => cli.kill(signal));
cli.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
