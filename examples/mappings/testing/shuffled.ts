import { parse } from 'csv-parse/sync';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { chance, type Chance } from '../../demo/chance';

/** Writes the log with its traces, and the events of each, in another order. */
export function shuffledXes(file: string, to: string, seed: number): string {
  const [head = '', ...traces] = gunzipSync(readFileSync(file)).toString('utf8').split('<trace>');
  const order = chance(seed);
  const shuffled = shuffle(traces.map(traceOf), order).map(
    ({ name, events }) => `<trace>${name}${shuffle(events, order).join('')}</trace>\n`,
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
  const order = chance(seed);
  for (const name of readdirSync(folder)) {
    const [head = [], ...rows] = parse(readFileSync(join(folder, name)), { bom: true });
    writeFileSync(
      join(path, name),
      [head, ...shuffle(rows, order)].map((row) => `${row.map(quoted).join(',')}\n`).join(''),
    );
  }
  return path;
}

const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;

export function shuffle<T>(items: readonly T[], { real }: Chance): T[] {
  return items
    .map((item) => ({ item, place: real() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
