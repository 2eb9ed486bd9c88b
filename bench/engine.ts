import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { createEngine, type Engine } from '../apps/engine/src/engine';
import type { CommandLine } from './workload';

export interface BenchEngine {
  readonly engine: Engine;
  /** The log's file. */
  readonly log: string;
  readonly folder: string;
}

/** A folder of its own, a copy of another one if so asked, removed afterwards. */
export async function withFolder<T>(use: (folder: string) => Promise<T>, from?: string): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-bench-'));
  if (from !== undefined) cpSync(from, folder, { recursive: true });
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** An engine on a data folder. */
export async function withEngineOn<T>(
  folder: string,
  projections: 'running' | 'paused',
  use: (bench: BenchEngine) => Promise<T>,
): Promise<T> {
  const config = { port: 0, host: '127.0.0.1', dataFolder: folder, logLevel: 'silent', projections } as const;
  const engine = await createEngine(config, pino({ level: 'silent' }));
  try {
    return await use({ engine, log: join(folder, 'log.sqlite'), folder });
  } finally {
    await engine.close();
  }
}

/** An engine on a new folder. */
export const withEngine = <T>(
  projections: 'running' | 'paused',
  use: (bench: BenchEngine) => Promise<T>,
): Promise<T> => withFolder((folder) => withEngineOn(folder, projections, use));

/** Resolves when everything in the log can be queried. */
export async function rowsHoldAll({ platform: { runtime, store } }: Engine): Promise<void> {
  const head = await store.head();
  if (head !== undefined) await runtime.waitFor(head, 600_000);
}

/** Sends every command, `inFlight` at a time, each until it is durable; events/s (each command is one event and, rarely, a decision). */
export async function play(
  { engine }: Pick<BenchEngine, 'engine'>,
  commands: Iterable<CommandLine>,
  inFlight: number,
): Promise<number> {
  const queue = commands[Symbol.iterator]();
  let events = 0;
  const worker = async (): Promise<void> => {
    for (const { command, ...body } of { [Symbol.iterator]: () => queue }) {
      const answer = await engine.dispatch(command, body);
      events += answer.events.length;
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: inFlight }, worker));
  return events / ((performance.now() - startedAt) / 1000);
}
