import Ajv from 'ajv';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { Class } from '../kernel/class';
import { catalogue } from './catalogue';
import type { JsonSchema } from './json-schema';

/**
 * The compiled schema may run in place of class-validator only if the two agree on every value: shown property by property, at
 * any depth, with values of every JSON type and with those around each limit.
 */
const ajv = new Ajv({ strict: true, allErrors: false });

const byDecorators = (payload: Class<object>, value: unknown): boolean =>
  validateSync(plainToInstance<object, unknown>(payload, value), {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
  }).length === 0;

const junk: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -0,
    1,
    -1,
    0.5,
    1e300,
    -1e300,
    2 ** 53,
    '',
    ' ',
    'x',
    [],
    {},
    [{}],
    ['x'],
    { x: 1 },
  ),
  fc.jsonValue(),
);

/** Values that a schema takes. */
function valid(schema: JsonSchema): Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, valid(inner)]),
        ),
        { requiredKeys: [...(schema.required ?? [])] },
      );
    case 'array':
      return fc.array(valid(schema.items ?? {}), { maxLength: 3 });
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1000, max: Math.min(schema.maximum ?? 1000, 2 ** 31) });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    default:
      return text(schema);
  }
}

/** The pattern of an id, a kind, a currency, an instant or a day, or plain text. */
const examples: readonly Arbitrary<string>[] = [
  fc.stringMatching(/^[A-Za-z0-9._:-]{1,128}$/),
  fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/),
  fc.stringMatching(/^[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}$/),
  fc.constantFrom('EUR', 'USD'),
  fc
    .date({ min: new Date('0001-01-01'), max: new Date('9999-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  fc
    .date({ min: new Date('0001-01-01'), max: new Date('9999-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
];

function text({ pattern, minLength = 0, maxLength = 2000 }: JsonSchema): Arbitrary<string> {
  if (pattern === undefined)
    return fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 20), unit: 'grapheme' });
  const fits = (value: string) => new RegExp(pattern, 'u').test(value) && value.length <= maxLength;
  const fitting = examples.filter((example) => fc.sample(example, { numRuns: 20, seed: 1 }).every(fits));
  return fc.oneof(...fitting.map((example) => example.filter(fits)));
}

/** Values around what a schema takes, and anything else. */
function around(schema: JsonSchema): Arbitrary<unknown> {
  const { minLength = 0, maxLength, minimum, maximum } = schema;
  const edges: unknown[] = [];
  for (const limit of [minimum, maximum])
    if (limit !== undefined) edges.push(limit, limit - 1, limit + 1, limit - 0.01, limit + 0.01);
  if (maxLength !== undefined) {
    for (const unit of ['x', '𝔵', '☺️', '\ud800'])
      edges.push(unit.repeat(maxLength), unit.repeat(maxLength + 1), unit.repeat(Math.max(0, minLength - 1)));
  }
  if (schema.pattern !== undefined) {
    edges.push(
      '2024-02-30',
      '2023-02-29',
      '2024-02-29',
      '2000-02-29',
      '1900-02-29',
      '2024-13-01',
      '2024-02-29T24:00:00Z',
    );
    edges.push(
      '2024-02-29T23:59:60Z',
      '2024-02-29T23:59:59.9999Z',
      '2024-02-29T23:59:59+00:00',
      '2024-02-29T23:59:59Z',
      'EURO',
    );
    edges.push('x'.repeat(128), 'x'.repeat(129), 'a\n', 'ä', 'journey:j1', '.k', 'a--b', '-a', 'EUR\n');
  }
  return fc.oneof(valid(schema), junk, ...(edges.length > 0 ? [fc.constantFrom(...edges)] : []));
}

interface Part {
  readonly path: readonly string[];
  readonly schema: JsonSchema;
}

/** Every property of a schema, at any depth. */
function* partsOf(schema: JsonSchema, path: readonly string[] = []): Generator<Part> {
  for (const [key, inner] of Object.entries(schema.properties ?? {})) {
    yield { path: [...path, key], schema: inner };
    yield* partsOf(inner, [...path, key]);
    if (inner.items !== undefined) yield* partsOf(inner.items, [...path, key, '0']);
  }
}

/** The value with another one at the path, where there is an owner for it; `undefined` takes it away. */
function withAt(value: unknown, [key = '', ...rest]: readonly string[], inner: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>;
  copy[key] = rest.length === 0 ? inner : withAt(copy[key], rest, inner);
  return copy;
}

const payloads = [...Object.values(catalogue.commands), ...Object.values(catalogue.events)].map(
  ({ payload, schema }) => ({ name: payload.name, payload, schema, accepts: ajv.compile(schema) }),
);

describe.each(payloads)('$name: schema and decorators', ({ payload, schema, accepts }) => {
  const agree = (value: unknown) => {
    const json: unknown = JSON.parse(JSON.stringify(value));
    const bySchema = accepts(json);
    if (byDecorators(payload, json) !== bySchema) {
      throw new Error(
        `The schema ${bySchema ? 'accepts' : 'refuses'} what the decorators do not: ${JSON.stringify(json)}`,
      );
    }
    return bySchema;
  };

  it('take the same values', () =>
    fc.assert(
      fc.property(valid(schema), (value) => {
        expect(agree(value)).toBe(true);
      }),
      { numRuns: 50 },
    ));

  it.each([...partsOf(schema)].map((part) => [part.path.join('.'), part] as const))(
    'agree on %s',
    (_path, part) => {
      fc.assert(
        fc.property(valid(schema), around(part.schema), (value, inner) => {
          agree(withAt(value, part.path, inner));
          agree(withAt(value, part.path, undefined));
        }),
        { numRuns: 40 },
      );
    },
  );

  it('refuse what they do not know, at any depth', () => {
    fc.assert(
      fc.property(valid(schema), (value) => {
        expect(agree({ ...(value as object), surprise: 1 })).toBe(false);
        for (const { path, schema: inner } of partsOf(schema)) {
          if (inner.type === 'object' && inner.properties !== undefined)
            agree(withAt(value, [...path, 'surprise'], 1));
        }
      }),
      { numRuns: 10 },
    );
  });
});

it.each(payloads)('$name is an object by its schema', ({ accepts }) => {
  for (const value of [null, 1, 'x', true, []]) expect(accepts(value)).toBe(false);
});
