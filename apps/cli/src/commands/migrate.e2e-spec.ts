import {
  openEmbeddedEventStore,
  serveEventStoreDB,
  type EmbeddedEventStore,
  type ServedProtocol,
} from '@rapport/event-store';
import { anEvent, makeCertificate } from '@rapport/event-store/compliance';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { commandLine, isBuilt, startCommandLine } from '../testing/command-line';

const certificate = makeCertificate();
afterAll(() => certificate?.remove());

const count = 600;

(certificate === undefined ? describe.skip : describe)('rapport migrate (needs openssl)', () => {
  const { certificateFile, keyFile } = certificate ?? { certificateFile: '', keyFile: '' };
  const system = `Basic ${Buffer.from('ops:appending').toString('base64')}`;
  let folder: string;
  let target: EmbeddedEventStore;
  let served: ServedProtocol;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rapport-migrate-'));
    const old = await openEmbeddedEventStore({ folder: join(folder, 'old') });
    const appends = Array.from({ length: count }, (_none, index) =>
      old.append(`journey-${index % 50}`, [anEvent({ data: { index } })], 'any'),
    );
    await Promise.all(appends);
    await old.close();
  });
  afterAll(() => rm(folder, { recursive: true }));

  beforeEach(async () => {
    target = await openEmbeddedEventStore({ folder: join(folder, 'new') });
    served = await serveEventStoreDB(target, {
      ...{ host: '127.0.0.1', port: 0 },
      access: (header) => (header === system ? 'system' : 'none'),
      tls: { certificate: readFileSync(certificateFile), key: readFileSync(keyFile) },
    });
  });
  afterEach(async () => {
    await served.close();
    await target.close();
    await rm(join(folder, 'new'), { recursive: true });
  });

  const to = (password = 'appending'): string =>
    `esdb://ops:${password}@localhost:${served.port}?tlsCAFile=${encodeURIComponent(certificateFile)}`;
  const from = (): string => join(folder, 'old');
  const migrate = (...more: readonly string[]) =>
    commandLine('migrate', '--from', from(), '--to', to(), '--json', ...more);

  (isBuilt ? it : it.skip)(
    'goes on after it was killed, and moves everything once (needs a build)',
    async () => {
      const killed = startCommandLine(['migrate', '--from', from(), '--to', to()], folder);
      while ((await target.count()) < 50 && killed.exitCode === null) await pause(1);
      killed.kill('SIGKILL');
      await once(killed, 'exit');
      const there = (await target.count()) - 1; // beside the log's id
      expect(there).toBeLessThan(count);
      const said = await migrate();
      const answer = JSON.parse(said.out) as { readonly moved: number };
      expect(answer).toMatchObject({ events: count, streams: 50, displaced: 0, engineRuns: false });
      expect(answer.moved).toBeLessThan(count);
      const marks = ['LogBegun', 'MoveBegun', 'MoveBegun', 'MoveEnded']; // the log's own, beside what was moved
      expect(await target.count()).toBe(count + marks.length);
    },
  );

  it('says where each position is now', async () => {
    const [csv, ndjson] = [join(folder, 'p.csv'), join(folder, 'p.ndjson')];
    expect(await migrate('--positions', csv)).toMatchObject({ exitCode: 0 });
    const { out } = await migrate('--positions', ndjson);
    const answer = JSON.parse(out) as Readonly<Record<'from' | 'to', string>>;
    const [head, first, ...rest] = readFileSync(csv, 'utf8').trimEnd().split('\n');
    expect([head, rest.length]).toEqual(['from,to,id', count - 1]);
    const [line] = readFileSync(ndjson, 'utf8').split('\n');
    const moved = JSON.parse(line ?? '') as Readonly<Record<'from' | 'to' | 'id', string>>;
    expect(first).toBe(`${moved.from},${moved.to},${moved.id}`);
    expect([moved.from.slice(0, 8), moved.to.slice(0, 8)]).toEqual([answer.from, answer.to]);
  });

  it('says that an engine still writes to the old log', async () => {
    const engine = await openEmbeddedEventStore({ folder: from() });
    const { out } = await migrate();
    await engine.close();
    expect(JSON.parse(out)).toMatchObject({ events: count, engineRuns: true });
  });

  it('tells people what it did', async () => {
    const { out } = await commandLine('migrate', '--from', from(), '--to', to());
    expect(out).toContain('600 events in 50 streams: the same on both sides.');
    expect(out).toContain('The order of the whole log is the same.');
    expect(out).toContain('The old log is not sealed');
    expect(out).not.toContain('appending');
  });

  it('leaves no list of positions of what did not come to its end, and tells no password', async () => {
    const positions = join(folder, 'positions.csv');
    const where = ['--from', from(), '--to', to('nonsense')];
    const refused = await commandLine('migrate', ...where, '--positions', positions);
    expect(refused.exitCode).toBe(1);
    expect(refused.err).not.toContain('nonsense');
    expect([existsSync(positions), existsSync(`${positions}.unfinished`)]).toEqual([false, false]);
  });

  it('says before it moves anything that the list of positions cannot be written', async () => {
    const [taken, blocked] = [join(folder, 'taken.csv'), join(folder, 'blocked.csv')];
    mkdirSync(taken);
    mkdirSync(`${blocked}.unfinished`);
    expect((await migrate('--positions', taken)).err).toBe(`--positions: ${taken} is a folder. Name a file.`);
    expect((await migrate('--positions', blocked)).err).toContain(`${blocked} cannot be written (EISDIR).`);
    expect(await target.count()).toBe(0);
  });

  it.each([
    [['--to', 'sqlite:'], 'Say with --to where'],
    [['--to', 'http://host:2113'], 'Say with --to where the log is to go: esdb://… or'],
    [['--to', 'esdb://a:b:c@host'], '--to must read like'],
    [['--from', 'esdb://host', '--to', 'esdb://127.0.0.1:1?tls=false'], '--from must be the data folder'],
    [['--to', 'esdb://host?tlsCAFile=none.crt'], '--to has an option tlsCAFile, whose file none.crt cannot'],
    [['--to', 'esdb://host', '--positions', '/none/p.csv'], '--positions: there is no folder /none.'],
    [['--to', 'esdb://host', '--positions', 'p.txt'], '--positions: p.txt must end in .ndjson or .csv'],
    [['--from', 'nowhere', '--to', 'esdb://127.0.0.1:1?tls=false'], "Name the folder of an engine's data"],
  ])('says what is wrong with %j', async (args, message) => {
    const { err, exitCode } = await commandLine('migrate', ...args);
    expect([exitCode, err]).toEqual([1, expect.stringContaining(message)]);
  });
});
