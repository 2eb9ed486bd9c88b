import { defaultPolicyText } from '@rapport/policy';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from '../testing/command-line';

interface Answer {
  readonly status: number;
  readonly body: object;
}

describe('rapport simulate, where its simulation cannot be removed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-simulate-'));
  const policy = join(folder, 'policy.yaml');
  const answers: Record<string, Answer> = {};
  const notFound: Answer = { status: 404, body: { code: 'simulation-not-found', detail: 'It is not here.' } };
  let server: Server;

  beforeAll(async () => {
    writeFileSync(policy, defaultPolicyText());
    server = createServer((request, response) => {
      const { status, body } = answers[request.method ?? ''] ?? notFound;
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const run = () => {
    const { port } = server.address() as AddressInfo;
    return commandLine('simulate', '--policy', policy, '--json', '--url', `http://127.0.0.1:${port}`);
  };
  const begun = (state: string): Answer => ({ status: 202, body: { id: 's', state, done: 0, total: 1 } });
  const broken: Answer = { status: 500, body: { code: 'internal-error', detail: 'Something broke.' } };

  it.each([
    ['is forgotten', notFound],
    ['stays', broken],
  ])('says what was found when it %s', async (_what, DELETE) => {
    Object.assign(answers, { POST: begun('done'), DELETE });
    const { out, err, exitCode } = await run();
    expect([err, exitCode]).toEqual(['', 0]);
    expect(JSON.parse(out)).toMatchObject({ id: 's', state: 'done' });
  });

  it('says why nothing was found, and not why it stays', async () => {
    Object.assign(answers, { POST: begun('running'), GET: notFound, DELETE: broken });
    expect(await run()).toMatchObject({ err: 'It is not here.', exitCode: 1 });
  });
});
