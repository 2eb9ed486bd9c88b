import { classComments } from './comments.mjs';
import { code, table } from './markdown.mjs';
import { typeOf } from './schema.mjs';

const comments = classComments('libs/journey/src');
const classOfField = {
  source: 'Source',
  about: 'Subject',
  identity: 'Identity',
  total: 'Money',
  cost: 'Money',
  driver: 'StageDriver',
  reasons: 'StageReason',
};
/** On every fact; told once instead of on every page's table. */
const common = ['source', 'implied'];

const nested = (schema) => schema.properties ?? schema.items?.properties;

function rowOf(name, field, { required = [], personal, prefix }, says) {
  const path = `${prefix}${name}`;
  const marks = [required.includes(name) ? 'required' : '', personal.includes(path) ? 'personal' : ''];
  const type = field.properties ? 'object' : field.items?.properties ? 'list of objects' : typeOf(field);
  return [code(path), type, marks.filter(Boolean).join(', '), says ?? ''];
}

function rowsOf(schema, className, personal, prefix = '') {
  const { fields = {} } = comments.get(className) ?? {};
  const named = Object.entries(schema.properties ?? {}).filter(
    ([name]) => prefix !== '' || !common.includes(name),
  );
  return named.flatMap(([name, field]) => {
    const own = rowOf(name, field, { required: schema.required, personal, prefix }, fields[name]);
    if (nested(field) === undefined) return [own];
    const inner = field.properties ? field : field.items;
    return [own, ...rowsOf(inner, classOfField[name], personal, `${prefix}${name}.`)];
  });
}

export const says = (className) => comments.get(className)?.comment ?? '';

const head = ['field', 'type', '', 'says'];

/** The fields of a payload class as a table. */
export function fieldsOf({ payload, schema, personal }) {
  const rows = rowsOf(schema, payload.name, personal);
  return rows.length === 0 ? 'No fields of its own.' : table(head, rows);
}

/** The fields that every fact may carry. */
export function commonFields({ schema, personal }) {
  const only = { properties: Object.fromEntries(common.map((name) => [name, schema.properties[name]])) };
  const { fields } = comments.get('Fact');
  const rows = common.map((name) =>
    rowOf(name, only.properties[name], { personal, prefix: '' }, fields[name]),
  );
  return table(head, [...rows, ...rowsOf(schema.properties.source, 'Source', personal, 'source.')]);
}
