import type { NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { CommandAnswer } from './commands/answer';
import { commandRoutes } from './commands/command-routes';
import { Dispatcher } from './commands/dispatcher';
import type { EngineConfig } from './config/config';
import { EngineModule } from './engine.module';
import { ServedLog } from './eventstoredb/served-log';
import { createAdapter } from './http/adapter';
import { addHooks } from './http/hooks';
import { shutdownGraceMs } from './http/limits';
import { RouteTable } from './http/route-table';
import { NestLogger } from './logging/nest-logger';
import { serveDocs } from './openapi/serve-docs';
import { closePlatform, openPlatform } from './platform/open';
import { patiently } from './platform/patience';
import type { Platform } from './platform/platform';
import { Explainer } from './problems/explainer';

/** The whole service, in this process. */
export interface Engine {
  readonly app: NestFastifyApplication;
  readonly platform: Platform;
  /** One command, checked, decided and durable: what `POST /v1/commands/<name>` does. @throws Problem */
  dispatch(name: string, body: unknown): Promise<CommandAnswer>;
  /** Takes requests from now on. Resolves with the url to reach it under; closes everything where it may not listen there. */
  listen(): Promise<string>;
  /** The log on the port for EventStoreDB's clients; it takes calls when the engine listens. */
  readonly servedLog: ServedLog;
  /** Takes no more, finishes what was accepted, closes everything. */
  close(): Promise<void>;
}

/** Opens the stores, which it waits for, and puts the service together; it does not listen yet. */
export async function createEngine(config: EngineConfig, logger: Logger): Promise<Engine> {
  const platform = await patiently(() => openPlatform(config, logger), logger);
  try {
    return await compose(platform);
  } catch (error) {
    await closePlatform(platform);
    throw error;
  }
}

async function compose(platform: Platform): Promise<Engine> {
  const { config, logger } = platform;
  const explainer = new Explainer(logger);
  const adapter = createAdapter(explainer);
  const fastify: FastifyInstance = adapter.getInstance();
  const routes = new RouteTable();
  addHooks(fastify, { ...platform, routes });
  const app = await NestFactory.create<NestFastifyApplication>(
    EngineModule.of(platform, routes, explainer),
    adapter,
    nestOptions(logger),
  );
  serveDocs(app);
  await app.init();
  const dispatcher = app.get(Dispatcher);
  const dispatch = (name: string, body: unknown) => dispatcher.dispatch(name, body);
  // After init: Nest has set the error handler that these routes inherit.
  await fastify.register(commandRoutes({ dispatch, explain: (error) => explainer.explain(error) }));
  await fastify.ready();
  const servedLog = new ServedLog(platform);
  const engine = { app, platform, dispatch, servedLog, close: () => close(app, platform, servedLog) };
  const start = async (): Promise<string> => {
    await servedLog.listen();
    return listen(fastify, config);
  };
  return { ...engine, listen: () => start().catch(closing(engine)) };
}

/** Bodies are Fastify's to parse; a start that fails is `main`'s to explain. */
function nestOptions(logger: Logger): NestApplicationOptions {
  // Nest declares its options as a class, though it wants a plain object.
  const options: unknown = { logger: new NestLogger(logger), bodyParser: false, abortOnError: false };
  return options as NestApplicationOptions;
}

/** Not through Nest, which logs what `main` explains. */
async function listen(fastify: FastifyInstance, { host, port }: EngineConfig): Promise<string> {
  await fastify.listen({ port, host });
  const address = fastify.server.address() as AddressInfo;
  const name = host === '127.0.0.1' || host === '::1' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${address.port}`;
}

const closing =
  (engine: Pick<Engine, 'close'>) =>
  async (error: unknown): Promise<never> => {
    await engine.close();
    throw error;
  };

async function close(app: NestFastifyApplication, platform: Platform, served: ServedLog): Promise<void> {
  platform.lifecycle.stop();
  // A client that does not read its answer must not keep the engine from stopping.
  const server = app.getHttpServer() as { closeAllConnections(): void };
  const grace = setTimeout(() => server.closeAllConnections(), shutdownGraceMs);
  try {
    await Promise.all([app.close(), served.close()]);
  } finally {
    clearTimeout(grace);
    await closePlatform(platform);
  }
}
