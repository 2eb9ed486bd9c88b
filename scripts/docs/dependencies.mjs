import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../ensure.mjs';
import { lines } from './markdown.mjs';

const part = (path) => /^(?:apps|libs|projections)\/[^/.]+(?=\/)|^projections(?=\/index)/.exec(path)?.[0];

function edges() {
  const args = [
    join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
    ...[
      '--config',
      '.dependency-cruiser.cjs',
      '--include-only',
      '^(apps|libs|projections)',
      '--output-type',
      'json',
    ],
    ...['--exclude', '(spec\\.ts$|/testing/|/compliance/)', 'apps', 'libs', 'projections'],
  ];
  const { modules } = JSON.parse(
    execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 }),
  );
  const found = modules.flatMap(({ source, dependencies }) =>
    dependencies.map(({ resolved }) => [part(source), part(resolved)]),
  );
  return [...new Set(found.filter(([a, b]) => a && b && a !== b).map((edge) => edge.join(' --> ')))].sort();
}

const id = (path) => path.replaceAll(/[/-]/g, '_');

/** The direction of dependencies between folders, as the code has them. */
export function dependencies() {
  const found = edges();
  const parts = [...new Set(found.flatMap((edge) => edge.split(' --> ')))].sort();
  return lines(
    '# Dependencies between the parts',
    '',
    'An arrow reads "imports". `npm run deps:check` fails when one points outwards; the rules stand in `.dependency-cruiser.cjs`.',
    '',
    '```mermaid',
    'flowchart TD',
    parts.map((path) => `  ${id(path)}["${path}"]`),
    found.map((edge) => `  ${edge.split(' --> ').map(id).join(' --> ')}`),
    '```',
    '',
  );
}
