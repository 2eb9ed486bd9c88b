import { startEngine, type EngineInProcess } from '../../../engine/testing/engine-in-process';
import { commandLine } from '../testing/command-line';

describe('replays from the command line', () => {
  let engine: EngineInProcess;
  beforeAll(async () => {
    engine = await startEngine();
    await commandLine('demo', '--url', engine.url);
  });
  afterAll(() => engine.close());

  const run = (...args: readonly string[]) => commandLine(...args, '--url', engine.url);
  const answer = async (...args: readonly string[]): Promise<unknown> =>
    JSON.parse((await run(...args, '--json')).out);
  const asOf = '2025-02-02T23:59:59Z';

  it('are made, with progress, and say how to go on', async () => {
    const { out, exitCode } = await run('replay', '--as-of', asOf, '--name', 'before');
    expect(out).toMatch(/^Built replay before of .*trust-level.* from [\d,]+ events in /);
    expect(out).toContain('rapport diff before live');
    expect(exitCode).toBe(0);
    const known = [
      '--known-at',
      '2020-01-01T00:00:00Z',
      '--projection',
      'trust-level',
      '--expires-in',
      '0.5',
    ];
    expect(await answer('replay', ...known, '--name', 'nothing')).toMatchObject({
      ...{ name: 'nothing', state: 'ready', knownAt: '2020-01-01T00:00:00.000Z' },
      projections: ['trust-level'],
    });
  });

  it('are listed', async () => {
    const { out } = await run('replays');
    expect(out).toMatch(/^REPLAY +STATE +AS OF +KNOWN AT +EXPIRES/);
    expect(out).toMatch(/before +ready +2025-02-02T23:59:59.000Z/);
    expect(await answer('replays')).toMatchObject({ replays: [{ name: 'before' }, { name: 'nothing' }] });
  });

  it('are compared with what is in force, and with each other', async () => {
    const { out } = await run('diff', 'before', '--projection', 'resolution-rate', '--limit', '2');
    expect(out).toMatch(/^resolution-rate: [\d,]+ changed, [\d,]+ only in live, 0 only in before\.\n/);
    expect(out).toMatch(/MEASURE +GROUP +ONLY IN before +ONLY IN live/);
    expect(out).toMatch(/… and [\d,]+ journeys and customers more/);
    const all = (await run('diff', 'nothing', 'before', '--json')).out.trim().split('\n');
    expect(JSON.parse(all.at(-1) ?? '')).toMatchObject({
      kind: 'total',
      projection: 'trust-level',
      removed: 0,
    });
    expect((await run('diff', 'before', 'before')).out).toContain('trust-level: nothing differs.');
  });

  it('are removed', async () => {
    expect((await run('replays', 'remove', 'nothing')).out).toBe('Removed replay nothing.\n');
    expect(await answer('replays', 'remove', 'before')).toEqual({ removed: 'before' });
    expect((await run('replays')).out).toContain('There are no replays.');
  });

  it.each([
    [['diff', 'nobody'], 'There is no replay "nobody"'],
    [['replay', '--as-of', 'yesterday'], 'asOf must be one ISO 8601 instant in UTC'],
    [['replay', '--expires-in', 'soon'], 'Give a number of days'],
    [['replay', '--expires-in', '0.000003'], 'at most 366, and no less than a second'],
    [['replay', '--expires-in', '367'], 'at most 366, and no less than a second'],
    [['diff', 'before', '--limit', 'some'], 'Give a whole number'],
  ])('say what is wrong with %j', async (args, message) => {
    const { err, exitCode } = await run(...args);
    expect(err).toContain(message);
    expect(exitCode).toBe(1);
  });
});
