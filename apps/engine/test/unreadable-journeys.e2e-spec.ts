import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine, type EngineInProcess } from '../testing/engine-in-process';

const call = (journeyId: string, occurredAt: string) => ({
  ...{ journeyId, interactionId: `i-${occurredAt}`, occurredAt: `${occurredAt}T00:00:00Z` },
  ...{ touchpoint: 'help line', channel: 'phone', direction: 'inbound' },
});
const damaged = [
  'garbled',
  'truncated',
  'numeric',
  'foreign',
  'impossible',
  'unpublished',
  'misnamed',
] as const;

/** What somebody else did to an event of each of them. */
function damage(log: string): void {
  const database = new DatabaseSync(log);
  const change = (journeyId: string, column: string, value: string | number, revision = 1) =>
    database
      .prepare(
        `UPDATE events SET ${column} = ? WHERE revision = ? AND stream = (SELECT id FROM streams WHERE name = ?)`,
      )
      .run(value, revision, `journey-${journeyId}`);
  const type = (name: string) =>
    (database.prepare('SELECT id FROM types WHERE name = ?').get(name) as { id: number }).id;
  change('garbled', 'data', '{"touchpoint":"Ann\u0001a\n called"}}} \u{1F4A5}');
  change('truncated', 'data', '{"interactionId":"i');
  change('numeric', 'data', '5');
  database.prepare("INSERT INTO types (name) VALUES ('FromTheFuture')").run();
  change('foreign', 'type', type('FromTheFuture'));
  // Refers to a case that is never opened, and is out of order, so that all is folded at the end.
  change('impossible', 'type', type('CaseClosed'));
  change('impossible', 'data', '{"caseId":"c9","basis":"unresolved"}');
  change('unpublished', 'policy_version', 77);
  // A fold goes on without the case, up to the event that closes it.
  change('misnamed', 'type', type('CaseOpened'));
  change('misnamed', 'data', '{"caseNumber":"c1"}');
  change('misnamed', 'occurred_at', Date.UTC(2024, 0, 10));
  change('misnamed', 'type', type('CaseClosed'), 3);
  change('misnamed', 'data', '{"caseId":"c1","basis":"unresolved"}', 3);
  database.close();
}

describe('a journey that cannot be read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-unreadable-'));
  let engine: EngineInProcess;

  beforeAll(async () => {
    const first = await startEngine({ dataFolder: folder });
    const open = { command: 'open-case', caseId: 'c1', occurredAt: '2024-01-02T00:00:00Z' };
    const lines = [...damaged, 'sound'].flatMap((journeyId) => [
      { command: 'begin-journey', journeyId, occurredAt: '2024-01-01T00:00:00Z' },
      { command: 'record-interaction', ...call(journeyId, '2024-03-01') },
      { command: 'record-interaction', ...call(journeyId, '2024-02-01') },
    ]);
    const close = { ...open, command: 'close-case', basis: 'unresolved' };
    const { body } = await first.bulk([
      ...lines,
      { ...open, journeyId: 'sound' },
      { ...close, journeyId: 'sound' },
    ]);
    expect(new Set(body.map(({ status }) => status))).toEqual(new Set(['recorded']));
    await first.engine.close();
    damage(join(folder, 'log.sqlite'));
    engine = await startEngine({ dataFolder: folder });
  });
  afterAll(async () => {
    await engine.engine.close();
    rmSync(folder, { recursive: true });
  });

  it.each(damaged)('refuses commands, names the event and says what to do: %s', async (journeyId) => {
    for (const occurredAt of ['2024-04-01', '2024-01-15']) {
      const { status, type, body, text } = await engine.send(
        'record-interaction',
        call(journeyId, occurredAt),
      );
      expect([status, type]).toEqual([500, expect.stringContaining('application/problem+json')]);
      expect(body).toMatchObject({ code: 'journey-unreadable', event: { revision: 1 } });
      expect(body.detail).toMatch(
        /^Event 1 of this journey .*other journeys go on.*rapport verify.*restore a backup/,
      );
      expect(text).not.toContain('Ann');
    }
  });

  it('fails alone in a bulk request: others go on', async () => {
    const { body } = await engine.bulk(
      [...damaged, 'sound', 'new'].map((journeyId) => ({ command: 'begin-journey', journeyId })),
    );
    expect(body.slice(0, damaged.length)).toMatchObject(
      damaged.map(() => ({ status: 'failed', problem: { code: 'journey-unreadable' } })),
    );
    expect(body.slice(damaged.length)).toMatchObject([{ status: 'unchanged' }, { status: 'recorded' }]);
  });

  it('says so when it is asked for', async () => {
    for (const journeyId of damaged) {
      const { status, body } = await engine.ask(`/v1/journeys/${journeyId}`);
      expect([status, body]).toEqual([500, expect.objectContaining({ code: 'journey-unreadable' })]);
    }
  });

  it.each(['garbled', 'truncated', 'numeric'])(
    'is told of by every question that rests on it: %s',
    async (journeyId) => {
      const moments = ['', '?asOf=2024-05-01T00:00:00Z'];
      const paths = ['stage', 'trust', 'timeline'].flatMap((what) =>
        moments.map((moment) => `/${what}${moment}`),
      );
      for (const path of paths) {
        const { status, body, text } = await engine.ask(`/v1/journeys/${journeyId}${path}`);
        expect([path, status, body]).toEqual([
          path,
          500,
          expect.objectContaining({
            code: 'journey-unreadable',
            event: { journeyId, revision: 1, type: 'InteractionRecorded' },
          }),
        ]);
        expect(text).not.toContain('Ann');
      }
      expect((await engine.ask(`/v1/journeys/${journeyId}/stage?asOf=2024-01-15T00:00:00Z`)).status).toBe(
        200,
      );
    },
  );

  it('is left out of a simulation, which says so', async () => {
    const { document } = (await engine.ask<{ document: object }>('/v1/policy')).body;
    const { body } = await engine.ask<{ id: string }>('/v1/simulations', { body: { policy: document } });
    for (;;) {
      const { body: answer } = await engine.ask(`/v1/simulations/${body.id}`);
      if (answer.state === 'running') continue;
      expect(answer).toMatchObject({
        state: 'done',
        journeys: 2,
        unreadableJourneys: damaged.length,
      });
      return;
    }
  });

  it('does not show what is stored in the log of the engine', () =>
    expect(engine.logs()).not.toContain('Ann'));
});
