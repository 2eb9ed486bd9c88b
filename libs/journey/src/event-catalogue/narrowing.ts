import type { JsonSchema } from '../catalogue/json-schema';

/** Why a value that the old schema takes may be refused by the new one; empty where none can be. */
export function narrowing(old: JsonSchema, next: JsonSchema, path = ''): readonly string[] {
  const at = path === '' ? 'the data' : path;
  return [
    ...own(old, next).map((what) => `${at} ${what}`),
    ...properties(old, next, path),
    ...(next.items === undefined ? [] : narrowing(old.items ?? {}, next.items, `${path}[]`)),
  ];
}

const own = (old: JsonSchema, next: JsonSchema): readonly string[] => [
  ...(sameType(old, next) ? [] : [`changes its type from ${old.type ?? 'any'} to ${next.type ?? 'any'}`]),
  ...(keepsValues(old, next) ? [] : ['no longer takes every value of its enum']),
  ...(next.pattern === undefined || next.pattern === old.pattern ? [] : ['gets another pattern']),
  ...(lower(old, next) ? ['gets a higher lower limit'] : []),
  ...(higher(old, next) ? ['gets a lower upper limit'] : []),
  ...(next.additionalProperties === false && old.additionalProperties !== false
    ? ['no longer takes other fields']
    : []),
];

const sameType = (old: JsonSchema, next: JsonSchema): boolean =>
  next.type === undefined || next.type === old.type || (old.type === 'integer' && next.type === 'number');

const keepsValues = (old: JsonSchema, next: JsonSchema): boolean =>
  next.enum === undefined || (old.enum?.every((value) => next.enum?.includes(value)) ?? false);

const lower = (old: JsonSchema, next: JsonSchema): boolean =>
  (next.minimum ?? -Infinity) > (old.minimum ?? -Infinity) || (next.minLength ?? 0) > (old.minLength ?? 0);

const higher = (old: JsonSchema, next: JsonSchema): boolean =>
  (next.maximum ?? Infinity) < (old.maximum ?? Infinity) ||
  (next.maxLength ?? Infinity) < (old.maxLength ?? Infinity);

function properties(old: JsonSchema, next: JsonSchema, path: string): readonly string[] {
  const inner = (name: string) => (path === '' ? name : `${path}.${name}`);
  const required = (next.required ?? []).filter((name) => old.required?.includes(name) !== true);
  return [
    ...required.map((name) => `${inner(name)} is newly required`),
    ...Object.entries(old.properties ?? {}).flatMap(([name, schema]) => {
      const after = next.properties?.[name];
      if (after !== undefined) return narrowing(schema, after, inner(name));
      return next.additionalProperties === false ? [`${inner(name)} is removed`] : [];
    }),
  ];
}
