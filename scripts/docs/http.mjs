import { fetch } from 'undici';
import { withEngine } from './engine.mjs';
import { code, lines, table } from './markdown.mjs';
import { problems } from './problems.mjs';
import { typeOf } from './schema.mjs';

const refName = (ref) => ref.split('/').at(-1);
const anchor = (name) => name.toLowerCase();
const linked = (ref) => `[${refName(ref)}](#${anchor(refName(ref))})`;

function type(schema) {
  const [only] = schema.allOf ?? [];
  const words = typeOf(only ?? schema, linked);
  return schema.nullable ? `${words} or null` : words;
}

const operations = ({ paths }) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      path,
      method: method.toUpperCase(),
      ...operation,
    })),
  );

/** All routes of single commands look alike; the commands page tells them apart. */
const isSingleCommand = ({ path }) => /^\/v1\/commands\/./.test(path);

function parameters({ parameters = [] }) {
  if (parameters.length === 0) return [];
  const rows = parameters.map(({ name, in: where, required, schema, description }) => [
    code(name),
    where,
    type(schema),
    required ? 'yes' : '',
    description ?? '',
  ]);
  return [table(['parameter', 'in', 'type', 'required', 'says'], rows), ''];
}

function answer({ responses }) {
  const [status, good] = Object.entries(responses).find(([code]) => code < '300') ?? [];
  const ref = good?.content?.['application/json']?.schema?.$ref;
  if (ref !== undefined) return [`Answers ${status} with ${linked(ref)}.`, ''];
  return good?.description ? [sentence(`Answers ${status}: ${good.description}`), ''] : [];
}

const sentence = (text) => (/[.!?]$/.test(text) ? text : `${text}.`);

const section = (operation) => [
  `### ${operation.method} ${operation.path}`,
  '',
  [operation.summary, operation.description].filter(Boolean).map(sentence).join(' '),
  '',
  ...parameters(operation),
  ...answer(operation),
];

const schemaSection = ([name, { description, properties = {} }]) => [
  `### ${name}`,
  '',
  ...(description ? [description, ''] : []),
  table(
    ['field', 'type', 'says'],
    Object.entries(properties).map(([field, schema]) => [
      code(field),
      type(schema),
      schema.description ?? '',
    ]),
  ),
  '',
];

/** The HTTP interface, from the OpenAPI document of a running engine. */
export async function http() {
  const api = await withEngine(async (url) => (await fetch(`${url}/docs-json`)).json());
  const all = operations(api).filter((operation) => !isSingleCommand(operation));
  return lines(
    '# HTTP',
    '',
    'A running engine shows the same as OpenAPI under `/docs` (for people) and `/docs-json` (for machines).',
    '',
    'Every answer to a question about read models names the moment it is for (`at`) and how far its rows are (`position`). Errors are problem details (RFC 9457); branch on `code`, which is stable.',
    '',
    '## Routes',
    '',
    '### POST /v1/commands/{name}',
    '',
    'One command; `{name}` is one of the [commands](commands.md), and its fields are the body. See [send commands](../how-to/send-commands.md).',
    '',
    all.flatMap(section),
    '## Answers',
    '',
    Object.entries(api.components?.schemas ?? {}).flatMap(schemaSection),
    '## Problems',
    '',
    'Beside these, a rule of the domain answers 409 with [its own code](rules.md).',
    '',
    'One rule holds for all values of parameters and bodies: what is not of its form (no number, no name, no moment of the calendar) is `validation-failed`, and `errors` name each with its `path`. Codes of their own have what the engine gave out and does not know again (`malformed-position`, `foreign-position`, `malformed-cursor`), policies (`invalid-policy`), and what is well formed but asks for what cannot be (`not-known-yet`, `at-before-newest`, say).',
    '',
    await problems(),
    '',
  );
}
