import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import type { Explainer } from '../problems/explainer';
import { sendProblem } from '../problems/send-problem';
import { bodyJson, parserOf } from './body-text';
import { answerClientError } from './client-error';
import { maxBodyBytes } from './limits';

/** Fastify, as Nest drives it. Ids of requests are ours alone: what a client sends could be anything, and they are logged. */
export function createAdapter(explainer: Explainer): FastifyAdapter {
  const boot = randomBytes(4).toString('hex');
  let requests = 0;
  const adapter = new FastifyAdapter({
    logger: false,
    bodyLimit: maxBodyBytes,
    genReqId: () => `${boot}-${(++requests).toString(36)}`,
    requestIdHeader: false,
    requestTimeout: 60_000,
    return503OnClosing: false, // said in problem details instead, see hooks.ts
    forceCloseConnections: 'idle',
    skipMiddie: true, // no middleware: each one would cost every request
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: answerClientError,
    // A url that the router cannot read never gets to the filter.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, explainer.explain(error, request.id)),
  });
  const fastify: FastifyInstance = adapter.getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, parserOf(bodyJson));
  return adapter;
}
