import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startLog, type LogProcess } from '../faults/log-process';
import { runMain, type MainProcess } from '../testing/main-process';

describe('an engine whose log hangs', () => {
  let folder: string;
  let log: LogProcess;
  let engine: MainProcess;
  let url: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rapport-hang-'));
    log = await startLog(join(folder, 'log'));
    const RAPPORT_EVENT_STORE = `esdb://127.0.0.1:${log.port}?tls=false`;
    engine = runMain({ RAPPORT_DATA: join(folder, 'rows'), RAPPORT_EVENT_STORE });
    url = (await engine.url) ?? '';
  });
  afterAll(async () => {
    log.signal('SIGCONT');
    engine.signal('SIGKILL');
    await log.stop();
    await rm(folder, { recursive: true });
  });

  const begin = async (journeyId: string) => {
    const body = JSON.stringify({ journeyId, commandId: journeyId });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/v1/commands/begin-journey`, { method: 'POST', headers, body });
    return { status: answer.status, body: await answer.json() };
  };
  const ready = async () => {
    const answer = await fetch(`${url}/health/ready`);
    return { status: answer.status, body: await answer.json() };
  };

  /** Prometheus waits for ten seconds. */
  const metrics = async () => (await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(10_000) })).text();

  it('says so, answers the commands that wait, and stops when it is told to', async () => {
    expect(await begin('before')).toMatchObject({ status: 200 });
    log.signal('SIGSTOP');
    const waiting = begin('waiting');
    expect(await ready()).toMatchObject({
      status: 503,
      body: { reasons: [expect.stringContaining('the event log')] },
    });
    expect(await metrics()).toContain('rapport_http_request_duration_seconds_count');
    engine.signal('SIGTERM');
    expect(await waiting).toMatchObject({ status: 503, body: { code: 'unknown-outcome' } });
    expect(await engine.ended).not.toBeNull();
  }, 60_000);

  it('has recorded once, if at all, what was asked for again', async () => {
    log.signal('SIGCONT');
    const RAPPORT_EVENT_STORE = `esdb://127.0.0.1:${log.port}?tls=false`;
    engine = runMain({ RAPPORT_DATA: join(folder, 'rows'), RAPPORT_EVENT_STORE });
    url = (await engine.url) ?? '';
    while ((await ready()).status !== 200) await sleep(100);
    expect(await begin('waiting')).toMatchObject({ status: 200, body: { events: [{ revision: 0 }] } });
    expect(await begin('waiting')).toMatchObject({ status: 200, body: { replayed: true } });
  }, 60_000);
});
