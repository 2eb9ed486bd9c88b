import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the last stage of the Dockerfile makes a container of. */
export interface ImageOfEngine {
  readonly env: Readonly<Record<string, string>>;
  /** What it copies from the stage that builds, relative to the project's folder. */
  readonly copied: readonly string[];
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
  readonly user: string;
}

const root = join(__dirname, '../../../..');

const text = (): string => readFileSync(join(root, 'Dockerfile'), 'utf8');

/** Whether `rapport` begins Node in the image with the options that `bin/rapport.mjs` begins it with. */
export function beginsCliAlike(): boolean {
  const options = JSON.parse(readFileSync(join(root, 'bin', 'node-options.json'), 'utf8')) as string[];
  return text().includes(`exec node ${options.join(' ')} /app/dist/apps/cli/src/main.js`);
}

export function readDockerfile(): ImageOfEngine {
  const lines = text()
    .replaceAll(/\\\n\s*/g, '')
    .split('\n');
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
  const all = (word: string): string[] =>
    last.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  const one = (word: string): string => {
    const [found, ...others] = all(word);
    if (found === undefined || others.length > 0) throw new Error(`The Dockerfile should say ${word} once.`);
    return found;
  };
  return {
    env: Object.fromEntries(all('ENV').flatMap((line) => line.split(' ').map(keyAndValue))),
    copied: all('COPY').map((line) => /^--from=build \/app\/(\S+) /.exec(line)?.[1] ?? line),
    command: JSON.parse(one('CMD')) as string[],
    healthCheck: JSON.parse(one('HEALTHCHECK').replace(/^.*?CMD /, '')) as string[],
    user: one('USER'),
  };
}

function keyAndValue(text: string): [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}
