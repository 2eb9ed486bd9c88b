import { parse } from 'csv-parse/sync';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

/** Writes the log with its traces, and the events of each, in another order. */
export function shuffledXes(file: string, to: string, seed: number): string {
  const [head = '', ...traces] = gunzipSync(readFileSync(file)).toString('utf8').split('<trace>');
  const chance = chanceOf(seed);
  const shuffled = shuffle(traces.map(traceOf), chance).map(
    ({ name, events }) => `<trace>${name}${shuffle(events, chance).join('')}</trace>\n`,
  );
  const path = join(to, 'shuffled.xes.gz');
  writeFileSync(path, gzipSync(`${head}${shuffled.join('')}</log>\n`));
  return path;
}

function traceOf(text: string): { name: string; events: string[] } {
  const [name = '', ...events] = text.replace(/<\/trace>[^]*$/, '').split('<event>');
  return { name, events: events.map((event) => `<event>${event}`) };
}

/** Writes each CSV file of a folder with its rows in another order. */
export function shuffledCsv(folder: string, to: string, seed: number): string {
  const path = join(to, 'shuffled');
  mkdirSync(path);
  const chance = chanceOf(seed);
  for (const name of readdirSync(folder)) {
    const [head = [], ...rows] = parse(readFileSync(join(folder, name)), { bom: true });
    writeFileSync(
      join(path, name),
      [head, ...shuffle(rows, chance)].map((row) => `${row.map(quoted).join(',')}\n`).join(''),
    );
  }
  return path;
}

const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;

function shuffle<T>(items: readonly T[], chance: () => number): T[] {
  return items
    .map((item) => ({ item, place: chance() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** Numbers from 0 to 1 that look random, the same for the same seed (mulberry32). */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
