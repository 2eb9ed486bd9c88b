import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { maxBulkLines } from '../src/http/limits';
import { startEngine, type EngineInProcess } from '../testing/engine-in-process';

const occurredAt = '2024-05-01T12:00:00Z';
const purchase = (journeyId: string, at: number) => ({
  ...{ command: 'make-purchase', journeyId, commandId: `p${at}`, occurredAt, purchaseId: `p${at}` },
  total: { amountMinor: at, currency: 'EUR' },
});

describe('commands in bulk', () => {
  let engine: EngineInProcess;

  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.close());

  it('are answered line by line, in the order of the lines', async () => {
    const { status, type, body } = await engine.bulk([
      { command: 'begin-journey', journeyId: 'a', commandId: 'k1' },
      { command: 'begin-journey', journeyId: 'b', commandId: 'k1' },
      { command: 'begin-journey', journeyId: 'a', commandId: 'k1' },
      { command: 'begin-journey', journeyId: 'a', commandId: 'k1', channel: 'web' },
      { command: 'begin-journey', journeyId: 'a' },
      { command: 'close-case', journeyId: 'a', caseId: 'c', basis: 'unresolved' },
      { command: 'open-case', journeyId: 'a', caseId: 'c' },
    ]);
    expect([status, type]).toEqual([200, 'application/x-ndjson']);
    expect(body.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(body).toMatchObject([
      { status: 'recorded', replayed: false, commandId: 'k1', position: expect.any(String) as string },
      { status: 'recorded', replayed: false },
      { status: 'recorded', replayed: true, position: body[0]?.position },
      { status: 'refused', commandId: 'k1', problem: { code: 'command-id-reused', status: 422 } },
      { status: 'unchanged', replayed: false },
      { status: 'refused', problem: { code: 'case.not-opened', status: 409 } },
      { status: 'recorded', events: [{ type: 'CaseOpened' }, { type: 'StageChanged' }] },
    ]);
  });

  it('go on behind a line that is none', async () => {
    const { body } = await engine.bulk([
      '{"command":',
      '',
      '[]',
      { journeyId: 'c' },
      { command: 'opencase', journeyId: 'c' },
      { command: 'open-case', journeyId: 'c' },
      { command: 'begin-journey', journeyId: 'c' },
    ]);
    expect(body.map(({ problem }) => (problem as { code: string } | undefined)?.code)).toEqual([
      ...['malformed-json', 'malformed-json', 'validation-failed', 'validation-failed', 'unknown-command'],
      ...['validation-failed', undefined],
    ]);
    expect(body.slice(0, 6).every(({ status }) => status === 'refused')).toBe(true);
    expect(body[6]).toMatchObject({ status: 'recorded' });
  });

  it('are decided in the order of a journey, journeys side by side', async () => {
    const journeys = ['m', 'n', 'o'];
    const steps = (journeyId: string) => [
      { command: 'begin-journey', journeyId, occurredAt },
      ...Array.from({ length: 50 }, (_, at) => [
        { command: 'open-case', journeyId, caseId: `c${at}`, occurredAt },
        { command: 'close-case', journeyId, caseId: `c${at}`, basis: 'unresolved', occurredAt },
      ]).flat(),
    ];
    const lists = journeys.map(steps);
    const mixed = (lists[0] ?? []).flatMap((_, at) => lists.map((list) => list[at] ?? {}));
    const { body } = await engine.bulk(mixed);
    expect(body.filter(({ status }) => status !== 'recorded')).toEqual([]);
  });

  it('may be empty', async () => {
    const { status, text } = await engine.ask('/v1/commands', { body: '', type: 'application/x-ndjson' });
    expect([status, text]).toEqual([200, '']);
  });

  it('that are too many are not begun', async () => {
    const begin = { command: 'begin-journey', journeyId: 'unbegun' };
    const { status } = await engine.bulk(Array.from({ length: maxBulkLines + 1 }, () => begin));
    expect(status).toBe(413);
    expect((await engine.ask('/v1/journeys/unbegun')).status).toBe(404);
  });

  it('do not stall a client that sends all before it reads, and reads slowly', async () => {
    await engine.send('begin-journey', { journeyId: 'slow', occurredAt });
    const lines = Array.from({ length: maxBulkLines }, (_, at) => JSON.stringify(purchase('slow', at)));
    const answered = await slowly(engine.url, lines.join('\n'));
    const results = answered
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { line: number; status: string });
    expect(results.map(({ line }) => line)).toEqual(lines.map((_, at) => at + 1));
    expect(results.every(({ status }) => status === 'recorded')).toBe(true);
  });

  it('are done once, also when the client gives up in between and sends them again', async () => {
    await engine.send('begin-journey', { journeyId: 'again', occurredAt });
    const lines = Array.from({ length: 2_000 }, (_, at) => purchase('again', at));
    await givingUp(engine.url, lines.map((line) => JSON.stringify(line)).join('\n'));
    const { body } = await engine.bulk(lines);
    expect(body.every(({ status }) => status === 'recorded')).toBe(true);
    const summary = await engine.ask('/v1/journeys/again');
    expect(summary.body).toMatchObject({ purchases: 2_000 });
  });
});

const headers = { 'content-type': 'application/x-ndjson' };

/** Reads a chunk, then waits. */
function slowly(url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/v1/commands`, { method: 'POST', headers }, (answer) => {
      const read = async (): Promise<string> => {
        let text = '';
        for await (const chunk of answer) {
          text += String(chunk);
          await delay(2);
        }
        return text;
      };
      read().then(resolve, reject);
    });
    sent.on('error', reject).end(body);
  });
}

/** Hangs up after the first chunk of the answer. */
function givingUp(url: string, body: string): Promise<void> {
  return new Promise((resolve) => {
    const sent = request(`${url}/v1/commands`, { method: 'POST', headers }, (answer) => {
      answer.once('data', () => sent.destroy()).once('close', () => resolve());
    });
    sent.on('error', () => resolve()).end(body);
  });
}
