import { code } from './markdown.mjs';

/** A JSON Schema's type in a few words; `named` may name a schema that a $ref points to. */
export function typeOf(schema, named = () => undefined) {
  if (schema.$ref) return named(schema.$ref);
  if (schema.enum) return schema.enum.map((value) => code(value)).join(', ');
  if (schema.const !== undefined) return code(schema.const);
  if (Array.isArray(schema.items)) return `[${schema.items.map((item) => typeOf(item, named)).join(', ')}]`;
  if (schema.type === 'array') return `list of ${typeOf(schema.items, named)}`;
  if (schema.type === 'object' && typeof schema.additionalProperties === 'object') {
    return `map to ${typeOf(schema.additionalProperties, named)}`;
  }
  return [schema.type, range(schema), length(schema), pattern(schema)].filter(Boolean).join(' ');
}

/** Bounds that say no more than "a safe integer" are left out. */
function range({ minimum, maximum, exclusiveMinimum }) {
  const parts = [];
  if (minimum !== undefined && minimum !== Number.MIN_SAFE_INTEGER) parts.push(`from ${minimum}`);
  if (exclusiveMinimum !== undefined) parts.push(`above ${exclusiveMinimum}`);
  if (maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER) parts.push(`to ${maximum}`);
  return parts.join(' ');
}

const length = ({ minLength, maxLength }) =>
  maxLength === undefined ? '' : `of ${minLength ?? 0} to ${maxLength} characters`;
/** Patterns that stand in many tables have a name. */
const names = {
  '^[A-Za-z0-9._:-]{1,128}$': 'id (1 to 128 of `A-Z a-z 0-9 . _ : -`)',
  '^[a-z0-9]+(?:-[a-z0-9]+)*$': 'in kebab case',
  '^[A-Z]{3}$': 'of 3 capital letters',
};

function pattern({ pattern: text }) {
  if (text === undefined) return '';
  if (text.includes('-02-29')) return text.includes('T(?:') ? 'instant in UTC' : 'date';
  return names[text] ?? code(text);
}
