import { defaultPolicyText } from '@rapport/policy';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEngine, type EngineInProcess } from '../../../engine/testing/engine-in-process';
import { commandLine } from '../testing/command-line';

interface Job {
  readonly id: string;
  readonly state: string;
}

describe('simulations from the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-simulations-'));
  const policy = join(folder, 'same.yaml');
  let engine: EngineInProcess;
  beforeAll(async () => {
    writeFileSync(policy, defaultPolicyText());
    engine = await startEngine();
    await commandLine('demo', '--url', engine.url);
  });
  afterAll(async () => {
    await engine.close();
    rmSync(folder, { recursive: true });
  });

  const run = (...args: readonly string[]) => commandLine(...args, '--url', engine.url);
  const listed = async (): Promise<readonly Job[]> =>
    (JSON.parse((await run('simulations', '--json')).out) as { simulations: readonly Job[] }).simulations;
  const begin = async (): Promise<string> => {
    const { body } = await engine.ask<Job>('/v1/simulations', { body: { policy: defaultPolicyText() } });
    return body.id;
  };
  const ended = async (): Promise<void> => {
    while ((await listed()).some(({ state }) => state === 'running')) await pause(5);
  };

  /** A way to the engine on which Ctrl-C comes before the simulation is asked for. */
  const interrupting = async (): Promise<Server> => {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        if (request.method === 'POST') process.emit('SIGINT');
        const { method = 'GET', url = '/' } = request;
        const body = method === 'POST' ? { body: Buffer.concat(chunks) } : {};
        void engine.ask(url, { method, ...body }).then(({ status, headers, text }) => {
          response.writeHead(status, { 'content-type': headers.get('content-type') ?? 'text/plain' });
          response.end(text);
        });
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return server;
  };

  it('are ended by Ctrl-C also while they are asked for', async () => {
    const server = await interrupting();
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { err, exitCode } = await commandLine('simulate', '--policy', policy, '--url', url);
    expect([err, exitCode]).toEqual(['Interrupted. Nothing was written to the log.', 130]);
    await pause(100); // a request that was broken off would come through
    expect(await listed()).toEqual([]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('are listed, shown and removed', async () => {
    expect((await run('simulations')).out).toContain('There are no simulations.');
    const id = await begin();
    await ended();
    expect((await run('simulations')).out).toMatch(
      new RegExp(`^SIMULATION +STATE +POLICY +FROM +EXPIRES *\\n${id} +done +default +20`),
    );
    expect(Object.keys((await listed())[0] ?? {})).not.toContain('stages');
    expect((await run('simulations', 'show', id)).out).toMatch(/^From [\d,]+ facts of [\d,]+ journeys/);
    expect(JSON.parse((await run('simulations', 'show', id, '--json')).out)).toMatchObject({
      ...{ id, state: 'done', changedCustomers: 0 },
    });
    expect((await run('simulations', 'remove', id)).out).toBe(`Removed simulation ${id}.\n`);
    expect((await run('simulations', 'show', id)).err).toContain('no simulation of this id');
  });

  it('that run keep another one waiting no longer than until they are removed', async () => {
    const id = await begin();
    const refused = await run('simulate', '--policy', policy);
    expect(refused).toMatchObject({ exitCode: 1 });
    expect(refused.err).toContain(`or end it: rapport simulations remove ${id}`);
    await run('simulations', 'remove', id);
    expect(await run('simulate', '--policy', policy)).toMatchObject({ exitCode: 0 });
    expect(await listed()).toEqual([]);
  });
});
