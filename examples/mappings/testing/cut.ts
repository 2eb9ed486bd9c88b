import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const trace = /\t<trace>.*?<\/trace>\n/gs;
const event = /\t\t<event>.*?<\/event>\n/gs;
const timestamp = /key="time:timestamp" value="([^"]+)"/;

/** Writes an XES log as it would have been at a moment: only events up to and including it, only traces that have any. */
export function cutXes(file: string, folder: string, asOf: string): string {
  const until = Date.parse(asOf);
  const isSeen = (text: string): boolean => Date.parse(timestamp.exec(text)?.[1] ?? '') <= until;
  const log = gunzipSync(readFileSync(file)).toString();
  const cut = log.replace(trace, (text) => {
    const left = text.replace(event, (one) => (isSeen(one) ? one : ''));
    return left.includes('<event>') ? left : '';
  });
  const path = join(folder, `until-${until}.xes`);
  writeFileSync(path, cut);
  return path;
}
