// Fails when a package that ships with the product has a licence we do not accept.
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { root } from './ensure.mjs';

const accepted = new Set([
  'MIT',
  'MIT-0',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'BlueOak-1.0.0',
  '0BSD',
]);
/** Package -> its licence, each with the reason why it may stay. */
const exceptions = new Map([
  ['argparse', 'Python-2.0'], // permissive; of js-yaml's command line, which nothing here starts
  ['caniuse-lite', 'CC-BY-4.0'], // data, read while testing
  ['spdx-exceptions', 'CC-BY-3.0'], // data, read by this check
  ['spdx-license-ids', 'CC0-1.0'], // data, read by this check
  ['spdx-ranges', '(MIT AND CC-BY-3.0)'], // data, read by this check
]);

const checker = createRequire(import.meta.url)('license-checker-rseidelsohn');
const packages = await promisify(checker.init)({ start: root, excludePrivatePackages: true });

/** `(MIT OR CC0-1.0)` is accepted when one alternative is; `(MIT AND Zlib)` only when all are. */
function isAccepted(expression) {
  const bare = expression.replace(/[()*]/g, '').trim();
  if (bare.includes(' AND ')) return bare.split(' AND ').every(isAccepted);
  if (bare.includes(' OR ')) return bare.split(' OR ').some(isAccepted);
  return accepted.has(bare);
}

const refused = Object.entries(packages).filter(([name, { licenses }]) => {
  const expression = Array.isArray(licenses) ? licenses.join(' AND ') : String(licenses);
  return !isAccepted(expression) && exceptions.get(name.replace(/@[^@]+$/, '')) !== expression;
});

for (const [name, { licenses }] of refused)
  console.error(`${name}: ${licenses} is not among ${[...accepted].join(', ')}`);
console.log(`${Object.keys(packages).length} packages checked, ${refused.length} refused`);
process.exit(refused.length === 0 ? 0 : 1);
