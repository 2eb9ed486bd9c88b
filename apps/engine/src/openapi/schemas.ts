import type { OpenAPIObject } from '@nestjs/swagger';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Schema = Schemas[string];

const text = { type: 'string' } as const;

export const problemSchema: Schema = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: text,
    title: text,
    status: { type: 'integer' },
    detail: text,
    code: { type: 'string', description: 'Stable: branch on it' },
    rule: { type: 'string', description: 'The rule that refused' },
    accepted: { type: 'array', items: text, description: 'What would be accepted instead' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { path: text, message: text } },
    },
  },
};

const answerMembers = {
  commandId: text,
  replayed: { type: 'boolean', description: 'It was recorded before; this is the answer it got then' },
  position: { type: 'string', nullable: true, description: 'Pass it as `waitFor` to read your own writes' },
  events: {
    type: 'array',
    items: { type: 'object', properties: { id: text, type: text, revision: { type: 'integer' } } },
  },
} as const;

export const answerSchema: Schema = {
  type: 'object',
  properties: {
    journeyId: text,
    status: { type: 'string', enum: ['recorded', 'unchanged'] },
    ...structuredClone(answerMembers),
  },
};

export const lineResultSchema: Schema = {
  type: 'object',
  properties: {
    line: { type: 'integer', minimum: 1 },
    status: { type: 'string', enum: ['recorded', 'unchanged', 'refused', 'failed'] },
    ...structuredClone(answerMembers),
    problem: problemSchema,
  },
};
