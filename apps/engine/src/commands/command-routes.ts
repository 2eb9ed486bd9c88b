import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { bodyText, parserOf } from '../http/body-text';
import { maxBulkBytes } from '../http/limits';
import { problem } from '../problems/problem';
import { bulk, type BulkParts } from './bulk';
import { splitLines } from './bulk-lines';

/**
 * The ways in for commands. They are bare Fastify routes: a Nest controller adds a quarter to the time of a bare request, its
 * stock validation many times that, and nothing else of it (guards, interceptors) would have anything to do here.
 */
export function commandRoutes(parts: BulkParts): (fastify: FastifyInstance) => Promise<void> {
  return async (fastify) => {
    fastify.post(
      '/v1/commands/:name',
      async (request: FastifyRequest<{ Params: { name: string } }>, reply) => {
        const answer = await parts.dispatch(request.params.name, withKey(request));
        // Not `return reply…`: Fastify would then wait for the end of the response once more.
        reply.header('content-type', 'application/json; charset=utf-8');
        return JSON.stringify(answer);
      },
    );
    await fastify.register((scope, _options, done) => {
      bulkRoute(scope, parts);
      done();
    });
  };
}

function bulkRoute(scope: FastifyInstance, parts: BulkParts): void {
  scope.removeAllContentTypeParsers();
  const options = { parseAs: 'buffer', bodyLimit: maxBulkBytes } as const;
  scope.addContentTypeParser<Buffer>('application/x-ndjson', options, parserOf(bodyText));
  scope.post('/v1/commands', { bodyLimit: maxBulkBytes }, (request, reply) => {
    if (typeof request.body !== 'string') {
      throw problem(
        'unsupported-media-type',
        'Send commands in bulk as application/x-ndjson, one JSON object a line.',
      );
    }
    const lines = splitLines(request.body);
    reply.header('content-type', 'application/x-ndjson');
    return Readable.from(bulk(lines, parts));
  });
}

/** The body, with the command's id from `Idempotency-Key` where it has none of its own. */
function withKey({ body, headers }: FastifyRequest): unknown {
  const key = headers['idempotency-key'];
  if (key === undefined || typeof body !== 'object' || body === null) return body;
  const { commandId } = body as { commandId?: unknown };
  if (commandId === undefined) return { ...body, commandId: key };
  if (commandId === key) return body;
  throw problem(
    'validation-failed',
    'The header Idempotency-Key is another name for commandId: send one of them.',
    {
      errors: [{ path: 'commandId', message: 'commandId differs from the header Idempotency-Key' }],
    },
  );
}
