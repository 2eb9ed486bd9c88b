import { openEmbeddedEventStore, serveEventStoreDB } from '@rapport/event-store';
import { EngineClient } from '@rapport/interchange';
import { describeWithPostgres, PostgresServer } from '@rapport/read-store/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { composeFile, type ComposeService } from '../testing/container/compose-file';
import { startContainer } from '../testing/container/start-container';
import { unpackImage } from '../testing/container/unpacked-image';
import { freePort } from '../testing/engine-process';

const token = 'a-long-secret';
const { services, configs } = composeFile({ RAPPORT_TOKEN: token });
const environmentOf = ({ environment = {} }: ComposeService = {}): [string, string][] =>
  Object.entries(environment).map(([name, value]) => [name, String(value)]);

/** What runs until it is stopped, newest first. */
const running: (() => unknown)[] = [];
const stopAll = async (): Promise<void> => {
  for (let stop = running.pop(); stop !== undefined; stop = running.pop()) await stop();
};

/** As the image of PostgreSQL makes it of its environment. */
async function startPostgres(): Promise<PostgresServer> {
  const postgres = await PostgresServer.start();
  running.push(() => postgres.stop());
  const { POSTGRES_USER, POSTGRES_DB } = Object.fromEntries(environmentOf(services.postgres));
  const client = new Client({ connectionString: postgres.connectionString });
  await client.connect();
  await client.query(`CREATE DATABASE "${POSTGRES_DB ?? ''}"`);
  await client.query(configs['postgres-role']?.content ?? '');
  await client.end();
  expect(POSTGRES_USER).toBe(client.user);
  return postgres;
}

/** Speaks EventStoreDB's protocol to everybody, as a server without security does. */
async function startEventStoreDB(): Promise<{ readonly port: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-compose-'));
  const log = await openEmbeddedEventStore({ folder });
  const served = await serveEventStoreDB(log, { host: '127.0.0.1', port: 0, access: () => 'system' });
  running.push(async () => {
    await served.close();
    await log.close();
    rmSync(folder, { recursive: true });
  });
  return served;
}

describeWithPostgres('the profile single of docker-compose.yml, without Docker', () => {
  afterAll(stopAll);

  it('starts an engine that takes a command and answers a question', async () => {
    const [postgres, eventStoreDB] = [await startPostgres(), await startEventStoreDB()];
    const here = (text: string): string =>
      text
        .replace('@postgres:5432', `@127.0.0.1:${postgres.port}`)
        .replace('eventstoredb:2113', `127.0.0.1:${eventStoreDB.port}`);
    const declared = environmentOf(services['engine-single']);
    const image = unpackImage();
    running.push(() => {
      image.remove();
    });
    const engine = startContainer(image, {
      ...Object.fromEntries(declared.map(([name, value]) => [name, here(value)])),
      PORT: String(await freePort()),
      RAPPORT_DATA: image.volume('data'),
    });
    running.push(async () => {
      engine.signal('SIGTERM');
      await engine.ended;
    });
    const client = new EngineClient({ url: (await engine.url) ?? engine.stderr(), token });
    while ((await engine.checkHealth()) !== 0) await delay(100);
    const begin = { command: 'begin-journey', journeyId: 'j', commandId: 'c', channel: 'web' };
    const [answer] = await client.commands([
      JSON.stringify({ ...begin, occurredAt: '2024-05-01T12:00:00.000Z' }),
    ]);
    expect(answer).toMatchObject({ outcome: 'recorded' });
    const position = answer?.outcome === 'recorded' ? (answer.position ?? '') : '';
    expect(await client.get(`/v1/journeys/j/trust?waitFor=${position}`)).toMatchObject({
      journeyId: 'j',
      position,
    });
  }, 120_000);
});
