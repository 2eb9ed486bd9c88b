import 'reflect-metadata';
import { describeLocation } from '@rapport/stores';
import { setTimeout as delay } from 'node:timers/promises';
import { defaultPort, readConfig, storesOf, type EngineConfig } from './config/config';
import { createEngine, type Engine } from './engine';
import { shutdownMs } from './http/limits';
import { createLogger, standardError } from './logging/logger';
import { describeError } from './logging/describe-error';
import { explainStart } from './start-error';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
process.stdout.on('error', () => undefined); // nobody reads it any more

async function main(): Promise<void> {
  let config: EngineConfig | undefined;
  const destination = standardError();
  try {
    config = readConfig(process.env);
    const logger = createLogger(config.logLevel, destination);
    tellOfServers(config);
    const engine = await createEngine(config, logger);
    const url = await engine.listen();
    greet(url, engine.servedLog.connectionString, config);
    stopOnSignal(engine, () => destination.flushed());
    dieOnBug((error) => {
      logger.fatal(describeError(error), 'a bug ended the process');
      return destination.flushed();
    });
  } catch (error) {
    await destination.flushed(); // so that what people are told comes last
    const lines = explainStart(error, config) ?? [unforeseen(error)];
    for (const line of lines) process.stderr.write(`rapport: ${line}\n`);
    process.exit(1);
  }
}

/** Servers that are away are waited for, which looks like nothing at first. */
function tellOfServers(config: EngineConfig): void {
  const { eventStore, readStore } = storesOf(config);
  const servers = [
    ...(eventStore.kind === 'embedded' ? [] : [describeLocation(eventStore)]),
    ...(readStore.kind === 'sqlite' ? [] : [describeLocation(readStore)]),
  ];
  if (servers.length > 0) say(`Connecting to ${servers.join(' and ')} …`);
}

const unforeseen = (error: unknown): string =>
  `The engine did not start: ${error instanceof Error ? error.message : String(error)}`;

function greet(url: string, served: string | undefined, config: EngineConfig): void {
  const { dataFolder, projections, token } = config;
  const { eventStore, readStore } = storesOf(config);
  say(`Rapport is running.`);
  say(`  API      ${url}/v1`);
  say(`  Docs     ${url}/docs`);
  say(`  Health   ${url}/health/ready`);
  say(`  Metrics  ${url}/metrics`);
  if (served !== undefined) say(`  Log      ${served}`);
  if (eventStore.kind !== 'embedded') say(`  Events   ${describeLocation(eventStore)}`);
  if (readStore.kind !== 'sqlite') say(`  Rows     ${describeLocation(readStore)}`);
  say(`  Data     ${dataFolder}`);
  if (token !== undefined)
    say('  Every request but those for health needs the bearer token of RAPPORT_TOKEN.');
  if (projections === 'paused')
    say('  Projections are paused (RAPPORT_PROJECTIONS): questions to read models go unanswered.');
  const demo = config.port === defaultPort ? 'npx rapport demo' : `npx rapport demo --url ${url}`;
  say(`Try "${demo}" in another terminal. Stop with Ctrl-C.`);
}

function stopOnSignal(engine: Engine, flushed: () => Promise<void>): void {
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    say('Stopping: finishing what was accepted.');
    const hangs = await Promise.race([engine.close(), delay(shutdownMs, 'hangs')]);
    await flushed();
    say(
      hangs
        ? `Stopped, though not all was closed in ${shutdownMs / 1_000} s: what was answered is safe.`
        : 'Stopped.',
    );
    process.exit(hangs ? 1 : 0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
}

/** What nobody caught leaves the state unknown: the log is safe, so a new start is the cure. */
function dieOnBug(report: (error: unknown) => Promise<void>): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      void report(error).finally(() => process.exit(1));
    });
  }
}

void main();
