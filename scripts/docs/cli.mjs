import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../ensure.mjs';
import { lines } from './markdown.mjs';

const main = join(root, 'dist/apps/cli/src/main.js');
const help = (...command) =>
  execFileSync(process.execPath, [main, ...command, '--help'], {
    cwd: root,
    encoding: 'utf8',
    // The same page on every machine: defaults below the home folder show as `~`.
    env: { PATH: process.env.PATH, HOME: '~' },
  }).trimEnd();

/** The names of the commands that a help text lists. */
function subcommands(text) {
  const [, list = ''] = text.split(/^Commands:$/m);
  return list
    .split('\n')
    .map((line) => /^ {2}([a-z][a-z-]*)/.exec(line)?.[1])
    .filter((name) => name !== undefined && name !== 'help');
}

function sections(path) {
  const text = help(...path);
  const title = ['npx rapport', ...path].join(' ');
  const own = [`## \`${title}\``, '', '```text', text, '```', ''];
  return [...own, ...subcommands(text).flatMap((name) => sections([...path, name]))];
}

/** Every command's help, as the program prints it. */
export function cli() {
  return lines('# Command line', '', 'What `npx rapport … --help` prints.', '', sections([]));
}
