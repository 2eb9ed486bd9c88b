import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { EngineClient } from '../engine/engine-client';

/** What became of a file of commands. */
export interface CommandFileSummary {
  readonly recorded: number;
  /** Known to the engine before, by their ids. */
  readonly replayed: number;
  readonly unchanged: number;
  readonly refused: number;
  /** Of which not every command was refused. */
  readonly journeys: number;
}

const linesPerBatch = 2_000;

/**
 * Sends a file of commands, one a line as `POST /v1/commands` takes them, each with its `commandId`.
 *
 * @throws EngineUnreachable, EngineUnavailable, EngineRefused; what reading the file throws
 */
export async function sendCommandFile(
  file: string,
  client: EngineClient,
  onProgress: (done: number, total: number) => void,
): Promise<CommandFileSummary> {
  await client.ping();
  const lines = await linesOf(file);
  const counts = { recorded: 0, replayed: 0, unchanged: 0, refused: 0, unavailable: 0 };
  const journeys = new Set<string>();
  for (let done = 0; done < lines.length; done += linesPerBatch) {
    onProgress(done, lines.length);
    const batch = lines.slice(done, done + linesPerBatch);
    const results = await client.commands(batch);
    results.forEach(({ outcome }, index) => {
      counts[outcome] += 1;
      if (outcome !== 'refused') journeys.add(journeyOf(batch[index] ?? ''));
    });
  }
  onProgress(lines.length, lines.length);
  const { recorded, replayed, unchanged, refused } = counts;
  return { recorded, replayed, unchanged, refused, journeys: journeys.size };
}

async function linesOf(file: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: createReadStream(file) }))
    if (line.trim() !== '') lines.push(line);
  return lines;
}

const journeyOf = (line: string): string => (JSON.parse(line) as { journeyId: string }).journeyId;
