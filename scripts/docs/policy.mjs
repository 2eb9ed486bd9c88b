import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../ensure.mjs';
import { lines } from './markdown.mjs';
import { measures } from './measures.mjs';
import { schemaTables } from './schema-page.mjs';

const read = (file) => readFileSync(join(root, 'libs/policy', file), 'utf8');

/** The policy document, from its JSON Schema. */
export async function policy() {
  const schema = JSON.parse(read('policy.schema.json'));
  return lines(
    '# Policy',
    '',
    schema.description,
    '',
    'The schema is `libs/policy/policy.schema.json`. A field that is not listed is refused.',
    '',
    schemaTables(schema),
    '## Measures',
    '',
    'A condition on a stage may name these, each as it is for one journey at one moment:',
    '',
    await measures(),
    '## The default policy',
    '',
    'Published into the log as version 1 at the first start. A log keeps the policy that it began with; publishing another version is not possible yet.',
    '',
    '```yaml',
    read('default-policy.yaml').trimEnd(),
    '```',
    '',
  );
}
