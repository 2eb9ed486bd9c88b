import type { JsonSchema } from '../catalogue/json-schema';
import type { EventCatalogue } from './event-catalogue';
import { unreadable } from './unreadable';

const stored: JsonSchema = {
  type: 'object',
  properties: {
    id: { type: 'string', pattern: '^[a-z]+$' },
    score: { type: 'number', minimum: 0, maximum: 10 },
    count: { type: 'integer' },
    by: { type: 'string', enum: ['customer', 'agent'] },
    text: { type: 'string', minLength: 1, maxLength: 2000 },
    about: {
      type: 'object',
      properties: { kind: { type: 'string', enum: ['case', 'journey'] }, id: { type: 'string' } },
      required: ['kind'],
      additionalProperties: false,
    },
    reasons: {
      type: 'array',
      items: { type: 'object', properties: { holds: { type: 'boolean' } }, required: ['holds'] },
    },
    open: { type: 'object' },
  },
  required: ['id', 'about'],
  additionalProperties: false,
};

const events = (schema: JsonSchema, version = 1, personal: readonly string[] = ['text']): EventCatalogue => ({
  Noted: { kind: 'fact', versions: { [version]: { schema, personal } } },
});

const committed = events(stored);
const withField = (name: string, change: JsonSchema): JsonSchema => ({
  ...stored,
  properties: { ...stored.properties, [name]: { ...stored.properties?.[name], ...change } },
});
const check = (schema: JsonSchema) => unreadable(committed, events(schema), []);

describe('a change that leaves every stored event readable', () => {
  it.each<[string, JsonSchema]>([
    ['none', stored],
    ['a new optional field', withField('more', { type: 'string' })],
    ['a field no longer required', { ...stored, required: ['id'] }],
    ['a longer enum', withField('by', { enum: ['customer', 'agent', 'system'] })],
    ['wider limits', withField('score', { minimum: -1, maximum: 11 })],
    ['a longer text', withField('text', { minLength: 0, maxLength: 4000 })],
    ['whole numbers become any', withField('count', { type: 'number' })],
  ])('%s', (_what, schema) => expect(check(schema)).toEqual([]));

  it('a new type', () =>
    expect(unreadable(committed, { ...committed, Added: { kind: 'fact', versions: {} } }, [])).toEqual([]));

  it('a new version with an upcaster from the old one', () =>
    expect(unreadable(committed, events({ type: 'object' }, 2), [{ type: 'Noted', fromVersion: 1 }])).toEqual(
      [],
    ));

  it('a field that becomes personal', () =>
    expect(unreadable(committed, events(stored, 1, ['id', 'text']), [])).toEqual([]));
});

describe('a change that makes a stored event unreadable', () => {
  const without = (name: string): JsonSchema => ({
    ...stored,
    properties: Object.fromEntries(Object.entries(stored.properties ?? {}).filter(([key]) => key !== name)),
  });

  it.each<[string, JsonSchema, string]>([
    ['a removed field', without('score'), 'score is removed'],
    ['a newly required field', { ...stored, required: ['id', 'about', 'by'] }, 'by is newly required'],
    [
      'a new field that is required',
      { ...withField('more', { type: 'string' }), required: ['id', 'about', 'more'] },
      'more is newly required',
    ],
    ['a shorter enum', withField('by', { enum: ['customer'] }), 'by no longer takes every value of its enum'],
    [
      'an enum where there was none',
      withField('id', { enum: ['a'] }),
      'id no longer takes every value of its enum',
    ],
    ['another type', withField('id', { type: 'integer' }), 'id changes its type from string to integer'],
    [
      'any number becomes whole',
      withField('score', { type: 'integer' }),
      'score changes its type from number to integer',
    ],
    ['another pattern', withField('id', { pattern: '^[A-Z]+$' }), 'id gets another pattern'],
    ['a higher minimum', withField('score', { minimum: 1 }), 'score gets a higher lower limit'],
    ['a lower maximum', withField('score', { maximum: 9 }), 'score gets a lower upper limit'],
    ['a minimum where there was none', withField('count', { minimum: 0 }), 'count gets a higher lower limit'],
    ['a shorter text', withField('text', { maxLength: 100 }), 'text gets a lower upper limit'],
    ['a text that may not be short', withField('text', { minLength: 2 }), 'text gets a higher lower limit'],
    [
      'a closed object',
      withField('open', { additionalProperties: false }),
      'open no longer takes other fields',
    ],
    ['something nested', withField('about', { required: ['kind', 'id'] }), 'about.id is newly required'],
    [
      'something in a list',
      withField('reasons', { items: { type: 'string' } }),
      'reasons[] changes its type from object to string',
    ],
  ])('%s', (_what, schema, problem) => expect(check(schema)).toEqual([`Noted version 1: ${problem}`]));

  it('a removed type', () =>
    expect(unreadable(committed, {}, [])).toEqual(['Noted is removed, but a log may hold it']));

  it('a removed version', () =>
    expect(unreadable(events(stored, 2), committed, [])).toEqual(['Noted version 2 is gone']));

  it('a new version without an upcaster from each older one', () =>
    expect(unreadable(committed, events(stored, 3), [{ type: 'Noted', fromVersion: 1 }])).toEqual([
      'Noted version 2 has no upcaster',
    ]));

  it('a field that is no longer personal', () =>
    expect(unreadable(committed, events(stored, 1, []), [])).toEqual([
      'Noted version 1: text is no longer personal',
    ]));

  it('a fact that turns into a decision', () =>
    expect(
      unreadable(committed, { Noted: { kind: 'decision', versions: committed.Noted?.versions ?? {} } }, []),
    ).toEqual(['Noted turns from fact to decision']));
});
