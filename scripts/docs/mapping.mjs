import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../ensure.mjs';
import { lines } from './markdown.mjs';
import { schemaTables } from './schema-page.mjs';

const file = 'libs/interchange/src/mapping/mapping.schema.json';

/** The mapping language, from its JSON Schema. */
export function mapping() {
  const schema = JSON.parse(readFileSync(join(root, file), 'utf8'));
  return lines(
    '# Mapping',
    '',
    schema.description,
    '',
    `The schema is \`${file}\`. Two mappings ship in \`examples/mappings\`; [import a log](../how-to/import-a-log.md) explains them.`,
    '',
    schemaTables(schema),
  );
}
