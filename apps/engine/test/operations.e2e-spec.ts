import { catalogue } from '@rapport/journey';
import { projections } from '@rapport/projections';
import { startEngine, type EngineInProcess } from '../testing/engine-in-process';

const token = 'a-long-enough-secret';
const bearer = (of: string) => ({ headers: { authorization: `Bearer ${of}` } });

describe('an engine with a token', () => {
  let engine: EngineInProcess;

  beforeAll(async () => {
    engine = await startEngine({ token });
  });
  afterAll(() => engine.close());

  it.each([
    '/v1/policy',
    '/metrics',
    '/docs',
    '/docs-json',
    '/docs/swagger-ui.css',
    '/nowhere',
    '/v1/commands/open-case',
  ])('demands it for %s', async (path) => {
    const { status, headers, body } = await engine.ask(path);
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(body).toMatchObject({ code: 'unauthorised' });
  });

  it.each(['wrong', `${token}x`, token.slice(1), token.toUpperCase()])(
    'does not take %s for it',
    async (other) => expect((await engine.ask('/v1/policy', bearer(other))).status).toBe(401),
  );

  it('takes it', async () => expect((await engine.ask('/v1/policy', bearer(token))).status).toBe(200));

  it.each(['/health/live', '/health/ready'])('tells its health without it (%s)', async (path) =>
    expect((await engine.ask(path)).status).toBe(200),
  );

  it('never logs it', async () => {
    await engine.ask('/v1/policy', bearer(token));
    expect(engine.logs()).not.toContain(token);
  });
});

describe('an engine in operation', () => {
  let engine: EngineInProcess;

  beforeAll(async () => {
    engine = await startEngine();
    const { body } = await engine.send('begin-journey', { journeyId: 'j' });
    await engine.ask(`/v1/trust?waitFor=${encodeURIComponent(String(body.position))}`);
    await engine.send('open-case', { journeyId: 'nobody', caseId: 'c' });
  });
  afterAll(() => engine.close());

  it('is live and ready', async () => {
    expect((await engine.ask('/health/live')).body).toEqual({ status: 'live' });
    expect((await engine.ask('/health/ready')).body).toEqual({ status: 'ready' });
  });

  it('is not ready while its store takes no writes, and says why', async () => {
    const { store } = engine.engine.platform;
    const health = store.health.bind(store);
    store.health = () => Promise.resolve({ writable: false, reason: 'The disk is full.' });
    const { status, body } = await engine.ask('/health/ready');
    store.health = health;
    expect(status).toBe(503);
    expect(body).toEqual({ status: 'not-ready', reasons: ['The disk is full.'] });
  });

  it('is measured', async () => {
    const { type, text } = await engine.ask('/metrics');
    expect(type).toContain('text/plain');
    for (const line of [
      'rapport_commands_total{command="begin-journey",outcome="recorded"} 1',
      'rapport_commands_total{command="open-case",outcome="refused"} 1',
      'rapport_command_duration_seconds_count{command="begin-journey"} 1',
      'rapport_append_events_count 1',
      'rapport_cached_journeys 2',
      'rapport_projection_lag_events{projection="trust-level"} 0',
      'rapport_projection_lag_seconds{projection="trust-level"} 0',
      'rapport_projection_parked{projection="trust-level"} 0',
      'process_resident_memory_bytes',
    ]) {
      expect(text).toContain(line);
    }
    expect(text).toMatch(
      /rapport_http_request_duration_seconds_count\{method="POST",route="\/v1\/commands\/:name",status="200"\} 1/,
    );
  });

  it('is not ready while a projection is too far behind, and says how far', async () => {
    const { runtime } = engine.engine.platform;
    const healthy = await runtime.health();
    const behind = [
      { lagEvents: 20_000, lagSeconds: 1 },
      { lagEvents: 3, lagSeconds: 60 },
      { lagEvents: 3, lagSeconds: 1 },
    ];
    const health = jest.spyOn(runtime, 'health');
    health.mockResolvedValue(healthy.map((one, index) => ({ ...one, ...behind[index] })).slice(0, 3));
    const { body } = await engine.ask<{ reasons: string[] }>('/health/ready');
    health.mockRestore();
    expect(body.reasons).toEqual([
      `Projection ${healthy[0]?.name} is 20000 events and 1 s behind.`,
      `Projection ${healthy[1]?.name} is 3 events and 60 s behind.`,
    ]);
  });

  it('lists who is parked, folds them again on command, and keeps the version in force', async () => {
    const path = '/v1/projections/trust-level';
    expect((await engine.ask(`${path}/parked`)).body).toEqual({ parked: [], next: null });
    const post = (body: object) => ({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const retried = await engine.ask(`${path}/parked/retry`, post({}));
    expect(retried).toMatchObject({ status: 200, body: { retried: 0, parked: 0 } });
    expect((await engine.ask('/v1/projections/x/parked')).body).toMatchObject({ code: 'unknown-projection' });
    const { body } = await engine.ask<{ projections: { name: string; version: number }[] }>(
      '/v1/projections',
    );
    const version = body.projections.find(({ name }) => name === 'trust-level')?.version;
    const inForce = await engine.ask(`${path}/versions/${version}`, { method: 'DELETE' });
    expect(inForce).toMatchObject({ status: 409, body: { code: 'version-in-force' } });
    const unknown = await engine.ask(`${path}/versions/99`, { method: 'DELETE' });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'unknown-version' } });
    expect((await engine.ask(`${path}/versions/x`, { method: 'DELETE' })).status).toBe(400);
  });

  it('describes itself as OpenAPI, every command and every question', async () => {
    const { body } = await engine.ask<{ paths: Record<string, object> }>('/docs-json');
    const paths = Object.keys(body.paths);
    expect(paths).toEqual(
      expect.arrayContaining(Object.keys(catalogue.commands).map((name) => `/v1/commands/${name}`)),
    );
    expect(paths).toEqual(
      expect.arrayContaining([
        ...['/v1/commands', '/v1/journeys/{journeyId}', '/v1/journeys/{journeyId}/timeline', '/v1/policy'],
        ...['/v1/journeys/{journeyId}/trust', '/v1/journeys/{journeyId}/stage', '/v1/resolution-rate'],
        ...['/v1/projections', '/v1/rebuilds', '/v1/rebuilds/{id}', '/health/ready', '/metrics'],
      ]),
    );
  });

  it('describes what is answered about projections and rebuilds, and answers nothing else', async () => {
    const { body } = await engine.ask<{
      paths: Record<string, Record<string, { responses: Record<string, { content?: object }> }>>;
      components: { schemas: Record<string, { properties: object }> };
    }>('/docs-json');
    const answers = Object.entries(body.paths)
      .filter(([path]) => /^\/v1\/(projections|rebuilds)/.test(path))
      .flatMap(([path, methods]) => Object.entries(methods).map(([method, one]) => ({ path, method, one })))
      .filter(({ method }) => method !== 'delete');
    expect(answers).toHaveLength(5);
    for (const { one } of answers)
      expect(Object.entries(one.responses).find(([status]) => status < '300')?.[1].content).toBeDefined();
    const listed = await engine.ask<{ projections: object[] }>('/v1/projections');
    const described = Object.keys(body.components.schemas.ListedProjection?.properties ?? {});
    for (const projection of listed.body.projections)
      expect(described).toEqual(expect.arrayContaining(Object.keys(projection)));
  });

  it('shows that to people', async () => {
    const page = await engine.ask('/docs');
    expect([page.status, page.type]).toEqual([200, expect.stringContaining('text/html')]);
    for (const asset of page.text.matchAll(/(?:src|href)="\.\/(docs\/[^"]+)"/g)) {
      expect((await engine.ask(`/${asset[1] ?? ''}`)).status).toBe(200);
    }
  });

  it('logs requests by pattern, with status and duration', async () => {
    await engine.ask('/v1/journeys/j-of-a-person?waitFor=x');
    const lines = engine
      .logs()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.findLast(({ msg }) => msg === 'request')).toMatchObject({
      method: 'GET',
      route: '/v1/journeys/:journeyId',
      status: 400,
      durationMs: expect.any(Number) as number,
      requestId: expect.any(String) as string,
    });
    expect(engine.logs()).not.toContain('j-of-a-person');
  });

  it('logs who asks how it is at debug level, unless it is not well', async () => {
    const { store } = engine.engine.platform;
    const health = jest.spyOn(store, 'health');
    for (const path of ['/health/live', '/health/ready', '/metrics']) await engine.ask(path);
    health.mockResolvedValue({ writable: false, reason: 'The disk is full.' });
    await engine.ask('/health/ready');
    health.mockRestore();
    await engine.ask('/v1/policy');
    const lines = engine.logs().trimEnd().split('\n');
    const requests = lines.map((line) => JSON.parse(line) as Record<string, unknown>).slice(-8);
    const levels = requests.filter(({ msg }) => msg === 'request').map(({ level }) => level);
    expect(levels.slice(-5)).toEqual([20, 20, 20, 30, 30]);
  });
});

describe('an engine whose projections are paused', () => {
  let engine: EngineInProcess;

  beforeAll(async () => {
    engine = await startEngine({ projections: 'paused' });
  });
  afterAll(() => engine.close());

  it('takes commands and is ready, and says why it has no read models', async () => {
    const { status } = await engine.send('begin-journey', { journeyId: 'j' });
    expect(status).toBe(200);
    expect((await engine.ask('/health/ready')).status).toBe(200);
    expect((await engine.ask('/v1/trust')).status).toBe(503);
    expect((await engine.ask('/v1/projections')).body).toMatchObject({
      projections: projections.map(({ name }) => ({ name, state: 'paused' })),
    });
  });
});
