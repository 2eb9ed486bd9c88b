import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EngineClient } from './engine-client';

describe('a client of what may be no engine', () => {
  let server: Server;
  let answer: { status: number; body: string };
  let client: EngineClient;
  beforeEach(async () => {
    server = createServer((_, response) => response.writeHead(answer.status).end(answer.body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    client = new EngineClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  });
  afterEach(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });

  it.each([
    ['a page that it lacks', 404, '<html>Not Found</html>'],
    ['a page', 200, '<html>Welcome</html>'],
    ['JSON of its own', 404, '{"message":"no such route"}'],
    ['what it does not do', 405, ''],
  ])('says so when another web server answers with %s', async (_what, status, body) => {
    answer = { status, body };
    const message = `${client.url} answers (${status}), but not as a Rapport engine does. Name yours with --url or RAPPORT_URL`;
    await expect(client.get('/v1/policy')).rejects.toThrow(message);
    if (status >= 400) await expect(client.commands(['{}'])).rejects.toThrow(message);
  });

  it('says why it waits in whole sentences', async () => {
    const reasons: string[] = [];
    const waiting = new EngineClient({
      url: client.url,
      onWait: (reason) => {
        reasons.push(reason);
        answer = { status: 400, body: '{"code":"enough"}' };
      },
    });
    for (const detail of ['The disk is full.', 'The disk is full']) {
      answer = { status: 503, body: JSON.stringify({ code: 'store-read-only', detail }) };
      await expect(waiting.commands(['{}'])).rejects.toMatchObject({ code: 'enough' });
    }
    expect(new Set(reasons)).toEqual(new Set(['The engine takes no commands now: The disk is full.']));
  });

  it.each([
    [400, '{"code":"validation-failed","detail":"That is wrong."}', 'That is wrong.'],
    [401, '', 'The engine asks for a token. Give it with --token or RAPPORT_TOKEN'],
    [502, 'Bad Gateway', 'The engine answered 502.'],
  ])('passes on what an engine, or what stands before one, says with %i', async (status, body, message) => {
    answer = { status, body };
    await expect(client.get('/v1/policy')).rejects.toThrow(message);
  });
});
