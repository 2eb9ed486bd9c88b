import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../ensure.mjs';
import { code, lines, table } from './markdown.mjs';
import { typeOf } from './schema.mjs';

const read = (file) => readFileSync(join(root, 'libs/policy', file), 'utf8');

/** A short name for what a $ref points to; objects have a section of their own. */
const named = (defs) => (ref) => {
  const name = ref.split('/').at(-1);
  return defs[name].properties ? `[${name}](#${name})` : name;
};

const type = (field, defs) => (field.enum?.length > 8 ? 'an event type' : typeOf(field, named(defs)));

function rowsOf(schema, defs, prefix = '') {
  return Object.entries(schema.properties).flatMap(([name, field]) => {
    const path = prefix + name;
    const needed = schema.required?.includes(name) ? 'yes' : '';
    const own = [code(path), type(field, defs), needed, field.description ?? ''];
    return field.properties ? [own, ...rowsOf(field, defs, `${path}.`)] : [own];
  });
}

const head = ['field', 'type', 'required', 'says'];

/** The policy document, from its JSON Schema. */
export function policy() {
  const schema = JSON.parse(read('policy.schema.json'));
  const defs = schema.$defs;
  const simple = Object.entries(defs).filter(([, def]) => !def.properties);
  const objects = Object.entries(defs).filter(([, def]) => def.properties);
  return lines(
    '# Policy',
    '',
    schema.description,
    '',
    'The schema is `libs/policy/policy.schema.json`. A field that is not listed is refused.',
    '',
    table(head, rowsOf(schema, defs)),
    '',
    objects.flatMap(([name, def]) => [
      `## ${name}`,
      '',
      def.description,
      '',
      table(head, rowsOf(def, defs)),
      '',
    ]),
    '## Simple types',
    '',
    table(
      ['type', 'is'],
      simple.map(([name, def]) => [name, def.description]),
    ),
    '',
    '## The default policy',
    '',
    'Published into the log as version 1 at the first start.',
    '',
    '```yaml',
    read('default-policy.yaml').trimEnd(),
    '```',
    '',
  );
}
