import type { OpenAPIObject } from '@nestjs/swagger';
import { catalogue, type CommandEntry } from '@rapport/journey';
import { requestSchema } from '../commands/validator';
import { maxBulkBytes, maxBulkLines } from '../http/limits';
import { problemMediaType } from '../problems/problem';
import { answerSchema, lineResultSchema, problemSchema } from './schemas';

type Paths = OpenAPIObject['paths'];
type Operation = NonNullable<Paths[string]['post']>;

const json = (schema: object) => ({ 'application/json': { schema } });
const refusal = (description: string) => ({
  description,
  content: { [problemMediaType]: { schema: problemSchema } },
});

/** The commands' routes, from the catalogue: they are no controllers that Nest could find. */
export function commandPaths(): Paths {
  const single = Object.values(catalogue.commands).map(
    (entry) => [`/v1/commands/${entry.name}`, { post: commandOperation(entry) }] as const,
  );
  return { '/v1/commands': { post: bulkOperation }, ...Object.fromEntries(single) };
}

function commandOperation(entry: CommandEntry): Operation {
  const personal = entry.personal.length > 0 ? ` Personal: ${entry.personal.join(', ')}.` : '';
  return {
    tags: ['commands'],
    operationId: entry.name,
    summary: sentence(entry.name),
    description: `Records ${entry.records}.${personal}`,
    parameters: [
      {
        name: 'Idempotency-Key',
        in: 'header',
        required: false,
        description: 'Another name for commandId',
        schema: { type: 'string', minLength: 1, maxLength: 128 },
      },
    ],
    requestBody: { required: true, content: json(requestSchema(entry)) },
    responses: {
      200: { description: 'Recorded and durable, or nothing new', content: json(answerSchema) },
      400: refusal('The request is not valid'),
      409: refusal('A rule of the journey refuses this'),
      422: refusal('The command id was used for another command'),
      503: refusal('Nothing was stored; send it again'),
    },
  };
}

const bulkOperation: Operation = {
  tags: ['commands'],
  operationId: 'bulk',
  summary: 'Many commands, one JSON object a line',
  description: `Each line is a command's body with its name as \`command\`. At most ${maxBulkLines} lines and ${maxBulkBytes / 1024 / 1024} MiB. Commands of one journey are decided in their order.`,
  requestBody: { required: true, content: { 'application/x-ndjson': { schema: { type: 'string' } } } },
  responses: {
    200: {
      description: 'One result a line, in the order of the lines',
      content: { 'application/x-ndjson': { schema: lineResultSchema } },
    },
    413: refusal('Too large or too many lines; nothing of it was done'),
    415: refusal('Not application/x-ndjson'),
  },
};

const sentence = (name: string): string =>
  `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`;
