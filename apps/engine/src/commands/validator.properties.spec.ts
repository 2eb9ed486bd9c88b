import 'reflect-metadata';
import { catalogue, commandNames, type CommandName, type JsonSchema } from '@rapport/journey';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import fc, { type Arbitrary } from 'fast-check';
import { CommandValidator } from './validator';

const strict = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false };

/** What clients get wrong: other types, empty, too long, out of range, almost an id, a date, a currency. */
const odd: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    ' ',
    0,
    -1,
    1,
    0.5,
    2,
    1e21,
    [],
    {},
    'EUR',
    'eur',
    'a b',
    'x'.repeat(129),
  ),
  fc.constantFrom<unknown>('2024-02-29', '2023-02-29', '2024-05-01T12:00:00Z', '2024-05-01T12:00:00+01:00'),
  fc.constantFrom<unknown>(
    '\ud800',
    '\ufe0f',
    '👍🏽'.repeat(500),
    'x'.repeat(2001),
    'call-back',
    'Call-Back',
    [{}],
    ['a'],
  ),
  fc.string(),
  fc.double(),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Mostly what the schema asks for. */
function valueOf(schema: JsonSchema): Arbitrary<unknown> {
  const weighted = (fits: Arbitrary<unknown>) =>
    fc.oneof({ weight: 20, arbitrary: fits }, { weight: 1, arbitrary: odd });
  if (schema.properties !== undefined) return weighted(objectOf(schema));
  if (schema.enum !== undefined) return weighted(fc.constantFrom(...schema.enum));
  if (schema.type === 'boolean') return weighted(fc.boolean());
  if (schema.type === 'integer') return weighted(fc.integer({ min: -3, max: 1_000 }));
  if (schema.type === 'number') return weighted(fc.double({ min: -2, max: 2, noNaN: true }));
  return weighted(fc.constantFrom('a', 'c-1', 'EUR', '2024-02-29', '2024-05-01T12:00:00Z', 'call-back'));
}

/** No `constructor` or `toString` among the unknown members: class-transformer drops them unseen, where the schema refuses them. */
function objectOf({ properties = {}, required = [] }: JsonSchema): Arbitrary<unknown> {
  const members = Object.fromEntries(
    Object.entries(properties).map(([key, schema]) => [key, valueOf(schema)]),
  );
  const mostly = fc.record(members, { requiredKeys: [...required] });
  const unknown = fc
    .tuple(mostly, fc.constantFrom('colour', 'caseid'))
    .map(([o, key]) => ({ ...o, [key]: 1 }));
  const lacking = fc.record(members, { requiredKeys: [] });
  return fc.oneof(
    { weight: 8, arbitrary: mostly },
    { weight: 1, arbitrary: unknown },
    { weight: 1, arbitrary: lacking },
  );
}

const verdict = (name: CommandName, payload: unknown): 'accepted' | 'refused' => {
  try {
    validators[name].check({ journeyId: 'j', ...(payload as object) });
    return 'accepted';
  } catch {
    return 'refused';
  }
};

const validators = Object.fromEntries(
  commandNames.map((name) => [name, new CommandValidator(catalogue.commands[name])]),
) as Record<CommandName, CommandValidator>;

/** What the decorators say without the schema. */
const stock = (name: CommandName, payload: object): 'accepted' | 'refused' =>
  validateSync(plainToInstance(catalogue.commands[name].payload, payload), strict).length === 0
    ? 'accepted'
    : 'refused';

describe('the compiled schema of a command', () => {
  it.each(commandNames)('accepts what the decorators of %s accept, and nothing else', (name) => {
    const seen = { accepted: 0, refused: 0 };
    const payloads = objectOf(catalogue.commands[name].schema) as Arbitrary<object>;
    fc.assert(
      fc.property(payloads, (payload) => {
        seen[verdict(name, payload)]++;
        expect(verdict(name, payload)).toBe(stock(name, structuredClone(payload)));
      }),
      { numRuns: 300, seed: 20240501 },
    );
    expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(5);
  });
});
