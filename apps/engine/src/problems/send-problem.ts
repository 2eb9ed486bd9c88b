import type { Problem } from '@rapport/projection';
import type { FastifyReply } from 'fastify';
import { document, problemMediaType } from './problem';

/** Answers with problem details (RFC 9457) and the headers that go with the status. */
export function sendProblem(reply: Pick<FastifyReply, 'code' | 'header' | 'send'>, found: Problem): void {
  if (found.status === 401) reply.header('www-authenticate', 'Bearer realm="rapport"');
  if (found.status === 503) reply.header('retry-after', '1');
  reply
    .code(found.status)
    .header('content-type', problemMediaType)
    .send(JSON.stringify(document(found)));
}
