import type { FastifyRequest } from 'fastify';
import { problem } from '../problems/problem';
import { isSecret } from './secret';

/** Demands the token on every route but `/health/*`. */
export function bearerGuard(token: string): (request: FastifyRequest) => Promise<void> {
  const isToken = isSecret(token);
  return (request) => {
    if (request.routeOptions.url?.startsWith('/health/') === true) return Promise.resolve();
    const given = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (given !== undefined && isToken(given)) return Promise.resolve();
    return Promise.reject(
      problem(
        'unauthorised',
        'Send the header "authorization: Bearer <token>", with the token of RAPPORT_TOKEN.',
      ),
    );
  };
}
