import { startEngine, type EngineInProcess } from '../../../engine/testing/engine-in-process';
import { commandLine } from '../testing/command-line';

describe('the commands that talk to a running engine', () => {
  let engine: EngineInProcess;
  beforeAll(async () => (engine = await startEngine()));
  afterAll(() => engine.close());

  const run = (...args: readonly string[]) => commandLine(...args, '--url', engine.url);
  const answer = async (...args: readonly string[]): Promise<unknown> =>
    JSON.parse((await run(...args, '--json')).out);

  it('load the demo, and change nothing the second time', async () => {
    const first = (await answer('demo')) as { recorded: number; journeys: number };
    expect(first.recorded).toBeGreaterThan(1_000);
    expect(first.journeys).toBeGreaterThan(100);
    expect(await answer('demo')).toMatchObject({
      recorded: 0,
      replayed: first.recorded,
      journeys: first.journeys,
    });
    const { out } = await run('demo');
    expect(out).toContain('the demo changes nothing the second time');
    expect(out).toContain(`curl '${engine.url}/v1/stages'`);
  });

  it('show the read models', async () => {
    const { out } = await run('projections');
    expect(out).toMatch(/^PROJECTION +VERSION +STATE +BEHIND/);
    for (const name of ['trust-level', 'relationship-stage', 'resolution-rate']) expect(out).toContain(name);
    expect(await answer('projections')).toMatchObject({ projections: expect.any(Array) as unknown });
  });

  it('rebuild all read models, or one', async () => {
    expect(await answer('rebuild', '--all')).toMatchObject({
      state: 'done',
      durationSeconds: expect.any(Number) as number,
    });
    expect((await run('rebuild', 'trust-level')).out).toMatch(/^Rebuilt trust-level from [\d,]+ events in /);
  });

  it('fold parked subjects again, and keep the version in force', async () => {
    expect((await run('projections', 'retry', 'trust-level')).out).toBe('Folded 0 again; 0 are parked.\n');
    const { projections } = (await answer('projections')) as {
      projections: { name: string; version: number }[];
    };
    const version = String(projections.find(({ name }) => name === 'trust-level')?.version);
    const refused = await run('projections', 'remove', 'trust-level', '--version', version);
    expect(refused).toMatchObject({ exitCode: 1, err: expect.stringContaining('answers queries') as string });
  });

  it('say what a version is', async () => {
    const { err, exitCode } = await run('projections', 'remove', 'trust-level', '--version', 'x');
    expect(err).toContain(
      'Give the number of a version, such as 2; `rapport projections` lists what is kept.',
    );
    expect(exitCode).toBe(1);
    const unknown = await run('projections', 'remove', 'trust-level', '--version', 'v987');
    expect(unknown.err).toContain('Nothing is kept of version 987 of trust-level.');
  });

  it('name the projections there are where one is unknown', async () => {
    const { err, exitCode } = await run('rebuild', 'trust');
    expect(err).toContain('There is no projection "trust". There are: ');
    expect(exitCode).toBe(1);
  });
});
