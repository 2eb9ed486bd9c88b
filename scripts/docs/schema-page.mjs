import { code, lines, table } from './markdown.mjs';
import { typeOf } from './schema.mjs';

const nameOf = (ref) => ref.split('/').at(-1);

/** A short name for what a $ref points to; objects have a section of their own. */
const named = (defs) => (ref) =>
  defs[nameOf(ref)].properties ? `[${nameOf(ref)}](#${nameOf(ref).toLowerCase()})` : nameOf(ref);

const type = (field, defs) =>
  field.enum?.length > 8 ? 'one of a list: see the schema' : typeOf(field, named(defs));

function rowsOf(schema, defs, prefix = '') {
  return Object.entries(schema.properties).flatMap(([name, field]) => {
    const path = prefix + name;
    const says = field.description ?? defs[nameOf(field.$ref ?? '')]?.description ?? '';
    const own = [code(path), type(field, defs), schema.required?.includes(name) ? 'yes' : '', says];
    const inner = field.properties
      ? [field, `${path}.`]
      : field.items?.properties
        ? [field.items, `${path}[].`]
        : undefined;
    return inner ? [own, ...rowsOf(inner[0], defs, inner[1])] : [own];
  });
}

const fields = (schema, defs) => table(['field', 'type', 'required', 'says'], rowsOf(schema, defs));

/** A document format, from its JSON Schema: its fields, its objects and its simple types. */
export function schemaTables(schema) {
  const defs = schema.$defs ?? schema.definitions ?? {};
  const objects = Object.entries(defs).filter(([, def]) => def.properties);
  const simple = Object.entries(defs).filter(([, def]) => !def.properties);
  return lines(
    fields(schema, defs),
    '',
    objects.flatMap(([name, def]) => [`## ${name}`, '', def.description ?? '', '', fields(def, defs), '']),
    ...(simple.length === 0
      ? []
      : [
          '## Simple types',
          '',
          table(
            ['type', 'is'],
            simple.map(([name, def]) => [name, def.description ?? typeOf(def)]),
          ),
          '',
        ]),
  );
}
