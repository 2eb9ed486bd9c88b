import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { EngineConfig } from '../config/config';
import type { Metrics } from '../metrics/metrics';
import { shuttingDown } from '../problems/to-problem';
import { bearerGuard } from './bearer';
import type { Lifecycle } from './lifecycle';
import type { RouteTable } from './route-table';

interface Parts {
  readonly config: EngineConfig;
  readonly lifecycle: Lifecycle;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly routes: RouteTable;
}

/** What happens around every request. Few and synchronous: they are on the path of each command. */
export function addHooks(
  fastify: FastifyInstance,
  { config, lifecycle, logger, metrics, routes }: Parts,
): void {
  fastify.addHook('onRoute', (route) => routes.add(route.method, route.url));
  fastify.addHook('onRequest', (_request, reply, done) => {
    if (!lifecycle.stopping) {
      done();
      return;
    }
    reply.header('connection', 'close');
    done(shuttingDown());
  });
  if (config.token !== undefined) fastify.addHook('onRequest', bearerGuard(config.token));
  fastify.addHook('onResponse', (request, reply, done) => {
    // The pattern, never the url: that may hold the id of a person.
    const route = request.routeOptions.url ?? 'none';
    const { statusCode: status, elapsedTime } = reply;
    metrics.request(request.method, route, status, elapsedTime);
    const durationMs = Math.round(elapsedTime * 1000) / 1000;
    const level = levelOf(route, status);
    logger[level]({ requestId: request.id, method: request.method, route, status, durationMs }, 'request');
    if (lifecycle.stopping) request.raw.socket.end();
    done();
  });
}

/** Proxies and Prometheus ask every second or so: what is well is not worth a line. */
const levelOf = (route: string, status: number): 'debug' | 'info' =>
  status < 400 && (route.startsWith('/health/') || route === '/metrics') ? 'debug' : 'info';
