import { Catch, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Problem } from '@rapport/projection';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RouteTable } from '../http/route-table';
import type { Explainer } from './explainer';
import { problem } from './problem';
import { sendProblem } from './send-problem';

/** Renders whatever goes wrong, wherever it does, as problem details (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly routes: RouteTable,
    private readonly explainer: Explainer,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent) return;
    const unrouted = request.is404 && error instanceof NotFoundException;
    sendProblem(
      reply,
      unrouted ? this.nothingHere(request, reply) : this.explainer.explain(error, request.id),
    );
  }

  private nothingHere(request: FastifyRequest, reply: FastifyReply): Problem {
    const methods = this.routes.methodsAt(request.url);
    if (methods.length === 0) return problem('route-not-found', 'See /docs for what there is.');
    reply.header('allow', methods.join(', '));
    return problem('method-not-allowed', `This path takes ${methods.join(', ')}.`);
  }
}
