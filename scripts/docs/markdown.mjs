import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../ensure.mjs';

/** What the build made of a lib's index, or of any source file: `libs/journey/src/index`. */
export async function built(source) {
  const module = await import(pathToFileURL(join(root, 'dist', `${source}.js`)).href);
  return module.default ?? module;
}

const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (cells) => `| ${cells.map(cell).join(' | ')} |`;

export const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
export const code = (text) => `\`${text}\``;
export const lines = (...parts) => parts.flat().join('\n');
