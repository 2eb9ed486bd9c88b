import type { FastifyRequest } from 'fastify';
import { createHash, timingSafeEqual } from 'node:crypto';
import { problem } from '../problems/problem';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Demands the token on every route but `/health/*`. Digests are compared, so that neither content nor length shows in time. */
export function bearerGuard(token: string): (request: FastifyRequest) => Promise<void> {
  const wanted = digest(token);
  return (request) => {
    if (request.routeOptions.url?.startsWith('/health/') === true) return Promise.resolve();
    const given = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (given !== undefined && timingSafeEqual(digest(given), wanted)) return Promise.resolve();
    return Promise.reject(
      problem(
        'unauthorised',
        'Send the header "authorization: Bearer <token>", with the token of RAPPORT_TOKEN.',
      ),
    );
  };
}
