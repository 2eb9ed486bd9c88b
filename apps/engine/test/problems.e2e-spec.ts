import { connect } from 'node:net';
import { maxBodyBytes, maxBulkBytes, maxBulkLines } from '../src/http/limits';
import { problemCodes } from '../src/problems/codes';
import { startEngine, type EngineInProcess } from '../testing/engine-in-process';

const json = 'application/json';
const post = (body: string | object, type = json) => ({ body, type });
const ndjson = 'application/x-ndjson';
/** A text in Latin-1. */
const notUtf8 = Buffer.from('{"journeyId":"caf\u00e9"}\n', 'latin1');

describe('whatever goes wrong', () => {
  let engine: EngineInProcess;

  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.close());

  it.each([
    ['malformed JSON', '/v1/commands/open-case', post('{"journeyId":'), 400, 'malformed-json'],
    ['no JSON at all', '/v1/commands/open-case', post('\u0000\u0001'), 400, 'malformed-json'],
    ['an empty body', '/v1/commands/open-case', post(''), 400, 'malformed-json'],
    [
      'a poisoned prototype',
      '/v1/commands/open-case',
      post('{"__proto__":{"a":1}}'),
      400,
      'validation-failed',
    ],
    [
      'a poisoned constructor',
      '/v1/commands/open-case',
      post('{"constructor":{"prototype":{}}}'),
      400,
      'validation-failed',
    ],
    ['bytes that are not UTF-8', '/v1/commands/open-case', post(notUtf8), 400, 'malformed-json'],
    ['a bulk that is not UTF-8', '/v1/commands', post(notUtf8, ndjson), 400, 'malformed-json'],
    [
      'another character set',
      '/v1/commands/open-case',
      post({}, `${json}; charset=utf-16`),
      415,
      'unsupported-media-type',
    ],
    [
      'a compressed body',
      '/v1/commands/open-case',
      { body: {}, headers: { 'content-encoding': 'gzip' } },
      415,
      'unsupported-media-type',
    ],
    ['no body', '/v1/commands/open-case', { method: 'POST' }, 400, 'validation-failed'],
    ['an invalid body', '/v1/commands/open-case', post({ journeyId: 'j' }), 400, 'validation-failed'],
    [
      'a wrong content type',
      '/v1/commands/open-case',
      post('a=b', 'text/plain'),
      415,
      'unsupported-media-type',
    ],
    [
      'a form',
      '/v1/commands/open-case',
      post('a=b', 'application/x-www-form-urlencoded'),
      415,
      'unsupported-media-type',
    ],
    ['a bulk that is JSON', '/v1/commands', post({}), 415, 'unsupported-media-type'],
    ['a bulk without a body', '/v1/commands', { method: 'POST' }, 415, 'unsupported-media-type'],
    ['too large a body', '/v1/commands/open-case', post(' '.repeat(maxBodyBytes + 1)), 413, 'body-too-large'],
    ['too large a bulk', '/v1/commands', post(' '.repeat(maxBulkBytes + 1), ndjson), 413, 'body-too-large'],
    ['too many lines', '/v1/commands', post('{}\n'.repeat(maxBulkLines + 1), ndjson), 413, 'too-many-lines'],
    ['an unknown command', '/v1/commands/opencase', post({}), 404, 'unknown-command'],
    ['an unknown path', '/v2/journeys', {}, 404, 'route-not-found'],
    ['an unknown method of a known path', '/v1/commands/open-case', {}, 405, 'method-not-allowed'],
    ['a path that is none', '/v1/%zz', {}, 400, 'malformed-request'],
    ['an overlong id', `/v1/journeys/${'x'.repeat(500)}`, {}, 414, 'malformed-request'],
    ['an unknown journey', '/v1/journeys/nobody', {}, 404, 'journey-not-found'],
    ['an id that is none', '/v1/journeys/no%20id', {}, 400, 'validation-failed'],
    ['an id with a slash', '/v1/journeys/a%2Fb/trust', {}, 400, 'validation-failed'],
    ['a number that is not decimal', '/v1/resolution-rate?windowDays=0x10', {}, 400, 'validation-failed'],
    ['a limit that is not decimal', '/v1/journeys/nobody/timeline?limit=0x10', {}, 400, 'validation-failed'],
    ['an unknown timeline', '/v1/journeys/nobody/timeline', {}, 404, 'journey-not-found'],
    ['a malformed cursor', '/v1/journeys/nobody/timeline?cursor=x', {}, 400, 'malformed-cursor'],
    ['a malformed limit', '/v1/journeys/nobody/timeline?limit=-1', {}, 400, 'validation-failed'],
    ['an unknown parameter', '/v1/journeys/nobody?verbose=1', {}, 400, 'validation-failed'],
    ['a malformed position', '/v1/journeys/nobody?waitFor=x', {}, 400, 'malformed-position'],
    ['an unknown projection', '/v1/rebuilds', post({ projections: ['x'] }), 404, 'unknown-projection'],
    ['a rebuild of nothing', '/v1/rebuilds', post({}), 400, 'validation-failed'],
    ['a replay of null', '/v1/replays', post('null'), 400, 'validation-failed'],
    ['a time that is to come', '/v1/trust?knownAt=2999-01-01T00:00:00Z', {}, 400, 'not-known-yet'],
    ['a unit that is none', '/v1/trust?unit=people', {}, 400, 'validation-failed'],
    ['a rebuild of an empty list', '/v1/rebuilds', post({ projections: [] }), 400, 'validation-failed'],
    ['a rebuild of no list', '/v1/rebuilds', post({ projections: 'trust-level' }), 400, 'validation-failed'],
    ['a rebuild of null', '/v1/rebuilds', post({ projections: null }), 400, 'validation-failed'],
    ['a rebuild of all, negated', '/v1/rebuilds', post({ all: false }), 400, 'validation-failed'],
    ['a rebuild of all, left open', '/v1/rebuilds', post({ all: null }), 400, 'validation-failed'],
    [
      'a rebuild of all and of something',
      '/v1/rebuilds',
      post({ all: true, projections: ['trust-level'] }),
      400,
      'validation-failed',
    ],
    [
      'a rebuild of all and of no list',
      '/v1/rebuilds',
      post({ all: true, projections: 'trust-level' }),
      400,
      'validation-failed',
    ],
    ['a rebuild asked for as a list', '/v1/rebuilds', post([]), 400, 'validation-failed'],
    ['a rebuild asked for as a text', '/v1/rebuilds', post('"all"'), 400, 'validation-failed'],
    ['a position twice', '/v1/trust?waitFor=x&waitFor=y', {}, 400, 'validation-failed'],
    ['a moment of no calendar', '/v1/trust?at=2024-02-30T12:00:00Z', {}, 400, 'validation-failed'],
    ['a moment twice', '/v1/trust?at=2024-05-01T12:00:00Z&at=x', {}, 400, 'validation-failed'],
    [
      'a version that is no number',
      '/v1/projections/trust-level/versions/x',
      { method: 'DELETE' },
      400,
      'validation-failed',
    ],
    ['an unknown rebuild', '/v1/rebuilds/x', {}, 404, 'rebuild-not-found'],
  ])('%s is told as a problem', async (_name, path, request, status, code) => {
    const { body, ...answer } = await engine.ask(path, request);
    expect(answer).toMatchObject({ status, type: 'application/problem+json; charset=utf-8' });
    expect(body).toMatchObject({ type: `urn:rapport:problem:${code}`, status, code });
    expect(Object.keys(body)).toEqual(expect.arrayContaining(['title', 'detail']));
  });

  it.each([
    ['/v1/trust?at=2024-02-30T12:00:00Z', 'at'],
    ['/v1/trust?asOf=soon', 'asOf'],
    ['/v1/trust?unit=people', 'unit'],
  ])('names the value that is wrong, of %s', async (path, parameter) => {
    const { body } = await engine.ask<{ detail: string; errors: object[] }>(path);
    expect(body.detail).toContain(`${parameter} must be`);
    expect(body.errors).toMatchObject([{ path: parameter }]);
  });

  it('names what was probably meant', async () => {
    const { body } = await engine.send('opencase', {});
    expect(body.detail).toContain('open-case');
  });

  it('says which methods a path takes', async () => {
    const { headers } = await engine.ask('/v1/commands/open-case');
    expect(headers.get('allow')).toBe('POST');
  });

  it('names every member at fault', async () => {
    const { body } = await engine.send('open-case', { journeyId: 'j', caseId: 'no spaces', colour: 'red' });
    expect((body.errors as { path: string }[]).map(({ path }) => path).sort()).toEqual(['caseId', 'colour']);
  });

  it('inside the engine is told without details, under an id that the log knows', async () => {
    const runtime = engine.engine.platform.runtime;
    const original = runtime.status;
    runtime.status = () => Promise.reject(new TypeError('secret of the inside'));
    const { status, body, text } = await engine.ask('/v1/projections');
    runtime.status = original;
    expect([status, body.code]).toEqual([500, 'internal-error']);
    expect(text).not.toContain('secret');
    const [line] = engine
      .logs()
      .split('\n')
      .filter((one) => one.includes(String(body.instance)));
    expect(JSON.parse(line ?? '{}')).toMatchObject({ msg: 'internal error', error: 'TypeError' });
    expect(line).not.toContain('secret');
  });

  it.each([
    ['no line of HTTP', 'NONSENSE\r\n\r\n', 400],
    ['an unknown method', 'FOO / HTTP/1.1\r\nhost: x\r\n\r\n', 400],
    [
      'a method without a use here',
      'PROPFIND /v1/policy HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
      405,
    ],
    ['a header that is too large', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('is told as a problem where it is %s, and the engine goes on', async (_, text, status) => {
    const answer = await raw(engine.url, text);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toMatch(/content-type: application\/problem\+json; charset=utf-8/i);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({
      status,
      detail: expect.any(String) as string,
    });
    expect((await engine.ask('/health/live')).status).toBe(200);
  });

  it('has one status and one title per code', () => {
    for (const { status, title } of Object.values(problemCodes)) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(title).not.toBe('');
    }
  });
});

/** What the engine answers to these bytes, until it ends the connection. */
function raw(url: string, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString())).on('close', () => resolve(text));
  });
}
