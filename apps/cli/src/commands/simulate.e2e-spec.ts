import { defaultPolicyText } from '@rapport/policy';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine, type EngineInProcess } from '../../../engine/testing/engine-in-process';
import { commandLine } from '../testing/command-line';

describe('rapport simulate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-simulate-'));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const same = file('same.yaml', defaultPolicyText());
  const stricter = file(
    'stricter.yaml',
    defaultPolicyText().replace('interactions.inbound >= 1', 'interactions.inbound >= 2'),
  );
  let engine: EngineInProcess;
  beforeAll(async () => {
    engine = await startEngine();
    await commandLine('demo', '--url', engine.url);
  });
  afterAll(async () => {
    await engine.close();
    rmSync(folder, { recursive: true });
  });
  const run = (...args: readonly string[]) => commandLine('simulate', ...args, '--url', engine.url);

  it('says what another policy would have decided, both sides beside each other', async () => {
    const { out, exitCode } = await run('--policy', stricter);
    expect(exitCode).toBe(0);
    expect(out).toMatch(
      /From [\d,]+ facts of [\d,]+ journeys, default would have made [\d,]+ decisions; [\d,]+ were made/,
    );
    expect(out).toMatch(/Customers who change: [\d,]+\./);
    expect(out).toMatch(/^STAGE +DECIDED +SIMULATED +CHANGE$/m);
    expect(out).toMatch(/^awareness +[\d,]+ +[\d,]+ +\+[\d,]+$/m);
    expect(out).toMatch(/^FROM \/ TO/m);
    expect(out).toMatch(/^awareness +(\. +)?[\d,]+ > [\d,]+/m);
    expect(out).toContain('Nothing was written to the log.');
  });

  it('answers with one line of JSON', async () => {
    const { out } = await run('--policy', same, '--json', '--from', '2024-01-01T00:00:00Z');
    expect(out.trimEnd().split('\n')).toHaveLength(1);
    const answer = JSON.parse(out) as Record<string, unknown>;
    expect(answer).toMatchObject({ changedCustomers: 0, unsupportedFacts: 0, unreadableJourneys: 0 });
    expect(answer.decisions).toBe(answer.recordedDecisions);
    expect(answer.stages).toMatchObject({
      decided: expect.any(Object) as object,
      simulated: expect.any(Object) as object,
      transitions: expect.any(Array) as object,
    });
  });

  it('exports the journeys that change', async () => {
    const [ndjson, csv] = [join(folder, 'changes.ndjson'), join(folder, 'changes.csv')];
    const { out } = await run('--policy', stricter, '--json', '--changes', ndjson);
    await run('--policy', stricter, '--changes', csv);
    const { changedJourneys } = JSON.parse(out) as { changedJourneys: number };
    expect(changedJourneys).toBeGreaterThan(0);
    expect(readFileSync(ndjson, 'utf8').trimEnd().split('\n')).toHaveLength(changedJourneys);
    expect(readFileSync(csv, 'utf8').trimEnd().split('\r\n')).toHaveLength(changedJourneys + 1);
  });

  it('points at what is wrong with a policy', async () => {
    const wrong = file(
      'wrong.yaml',
      defaultPolicyText().replace('emotion.felt >= 0.20', 'emotion.fled >= 0.20'),
    );
    const { err, exitCode } = await run('--policy', wrong);
    expect(exitCode).toBe(1);
    expect(err).toMatch(/is no valid policy\.\nline \d+, column \d+: \/stages\/2\/enter\/0: /);
  });

  it('says what it needs', async () => {
    expect((await run('--policy', join(folder, 'none.yaml'))).err).toContain('cannot be read');
    expect((await run('--policy', same, '--changes', 'changes.txt')).err).toContain('.ndjson nor in .csv');
    expect((await run('--policy', same, '--from', 'soon')).err).toContain(
      'from must be one ISO 8601 instant',
    );
  });

  it('leaves nothing behind in the engine', async () => {
    await run('--policy', same);
    expect(await engine.engine.platform.store.head()).toBeDefined();
    const again = await run('--policy', same, '--json');
    const { id } = JSON.parse(again.out) as { id: string };
    expect((await engine.ask(`/v1/simulations/${id}`)).status).toBe(404);
  });
});
