import { openEmbeddedEventStore } from '@rapport/event-store';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { runMain } from '../testing/main-process';

describe('starting and stopping the engine', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rapport-main-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('prints where it is for people, and logs for machines elsewhere', async () => {
    const engine = runMain({ RAPPORT_DATA: folder });
    const url = await engine.url;
    expect((await fetch(`${url ?? ''}/health/ready`)).status).toBe(200);
    engine.signal('SIGINT');
    expect(await engine.ended).toBe(0);
    expect(engine.stdout()).toContain(`Docs     ${url ?? ''}/docs`);
    expect(engine.stdout()).toMatch(/Stopping: .*\nStopped\.\n$/);
    for (const line of engine.stderr().trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('time');
  });

  it('goes on, and stops when it is told to, where nobody reads what it writes', async () => {
    const engine = runMain({ RAPPORT_DATA: folder });
    const url = await engine.url;
    engine.ignore();
    for (let asked = 0; asked < 3; asked += 1) {
      expect((await fetch(`${url ?? ''}/v1/projections`)).status).toBe(200);
      await delay(300); // its log lines are written meanwhile
    }
    engine.signal('SIGTERM');
    expect(await engine.ended).toBe(0);
  });

  describe('fails with one line that says what to do, and without a stack', () => {
    const refused = async (env: Record<string, string>): Promise<string> => {
      const engine = runMain({ RAPPORT_DATA: folder, ...env });
      expect(await engine.url).toBeUndefined();
      expect(await engine.ended).toBe(1);
      expect(engine.stdout()).toBe('');
      expect(engine.stderr()).not.toMatch(/^\s+at /m);
      const lines = engine
        .stderr()
        .trimEnd()
        .split('\n')
        .filter((line) => line.startsWith('rapport: '));
      expect(lines).toHaveLength(1);
      expect(engine.stderr().trimEnd().split('\n').at(-1)).toBe(lines[0]);
      expect(engine.stderr()).not.toMatch(/"level":[56]0/);
      return lines[0] ?? '';
    };

    it('where the configuration is wrong', async () => {
      expect(await refused({ PORT: 'http' })).toContain('PORT is "http", but must be a port number');
      expect(await refused({ HOST: '0.0.0.0' })).toContain('RAPPORT_TOKEN is not set');
    });

    it('where the port is in use', async () => {
      const other = await occupied();
      const { port } = other.address() as AddressInfo;
      expect(await refused({ PORT: String(port) })).toContain(`Port ${port} on 127.0.0.1 is in use`);
      other.close();
    });

    it('where the address is not of this machine', async () =>
      expect(await refused({ HOST: '192.0.2.1', RAPPORT_TOKEN: 'x' })).toContain('HOST is "192.0.2.1"'));

    it('where another engine writes to the folder, naming it', async () => {
      const store = await openEmbeddedEventStore({ folder });
      expect(await refused({})).toContain(`pid ${process.pid}`);
      await store.close();
    });

    it('where the log is corrupt', async () => {
      writeFileSync(
        join(folder, 'log.sqlite'),
        'this is no database, and long enough to be read as one'.repeat(100),
      );
      expect(await refused({})).toContain('log.sqlite');
    });

    it('where the log was written by a newer build', async () => {
      await (await openEmbeddedEventStore({ folder })).close();
      newerFormat(join(folder, 'log.sqlite'));
      expect(await refused({})).toMatch(/format/);
    });

    it('where the read models cannot be opened', async () => {
      mkdirSync(join(folder, 'read'));
      writeFileSync(join(folder, 'read', 'catalogue.sqlite'), 'no database '.repeat(1_000));
      expect(await refused({})).toContain('remove the folder and start again');
    });

    it('where the data folder is a file', async () => {
      const file = join(folder, 'file');
      writeFileSync(file, '');
      expect(await refused({ RAPPORT_DATA: file })).toContain(`The data folder ${file} cannot be written`);
    });

    (process.getuid?.() === 0 ? it.skip : it)(
      'where the data folder may not be written (not as root)',
      async () => {
        chmodSync(folder, 0o500);
        expect(await refused({})).toContain(`The data folder ${folder} cannot be written`);
      },
    );
  });

  it('loses nothing it acknowledged when it is stopped under load', async () => {
    const engine = runMain({ RAPPORT_DATA: folder });
    const url = (await engine.url) ?? '';
    const acknowledged = new Set<string>();
    const senders = Array.from({ length: 16 }, (_, at) => load(url, `s${at}`, acknowledged));
    while (acknowledged.size < 200) await delay(5);
    engine.signal('SIGTERM');
    expect(await engine.ended).toBe(0);
    const endings = await Promise.all(senders);
    for (const ending of endings) expect(['status 503', 'refused', 'closed']).toContain(ending);
    const store = await openEmbeddedEventStore({ folder });
    const recorded = new Set((await readAll(store)).map(({ metadata }) => metadata.commandId));
    await store.close();
    expect([...acknowledged].filter((commandId) => !recorded.has(commandId))).toEqual([]);
  });

  it('finishes a bulk request that it had accepted', async () => {
    const engine = runMain({ RAPPORT_DATA: folder });
    const url = (await engine.url) ?? '';
    const lines = Array.from({ length: 5_000 }, (_, at) =>
      JSON.stringify({ command: 'begin-journey', journeyId: `j${at}`, commandId: `k${at}` }),
    );
    const answer = fetch(`${url}/v1/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: lines.join('\n'),
    });
    const text = answer.then((response) => {
      engine.signal('SIGTERM');
      return response.text();
    });
    const results = (await text).trimEnd().split('\n');
    expect(results).toHaveLength(lines.length);
    expect(results.every((line) => (JSON.parse(line) as { status: string }).status === 'recorded')).toBe(
      true,
    );
    expect(await engine.ended).toBe(0);
  });
});

/** Sends commands one after the other until the engine takes no more; how it was told. */
async function load(url: string, journeyId: string, acknowledged: Set<string>): Promise<string> {
  for (let at = 0; ; at++) {
    const commandId = `${journeyId}-${at}`;
    const payload = at === 0 ? {} : { purchaseId: `p${at}`, total: { amountMinor: 1, currency: 'EUR' } };
    const command = at === 0 ? 'begin-journey' : 'make-purchase';
    try {
      const answer = await fetch(`${url}/v1/commands/${command}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ journeyId, commandId, ...payload }),
      });
      await answer.arrayBuffer();
      if (answer.status !== 200) return `status ${answer.status}`;
      acknowledged.add(commandId);
    } catch (error) {
      const { code = 'unknown' } = ((error as Error).cause ?? {}) as { code?: string };
      const names: Record<string, string> = {
        ECONNREFUSED: 'refused',
        UND_ERR_SOCKET: 'closed',
        ECONNRESET: 'closed',
      };
      return names[code] ?? code;
    }
  }
}

async function readAll(store: Awaited<ReturnType<typeof openEmbeddedEventStore>>) {
  const events = [];
  for (let page = await store.readAll(); ;) {
    events.push(...page.events);
    if (page.end || page.next === undefined) return events;
    page = await store.readAll({ after: page.next });
  }
}

function occupied(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

function newerFormat(file: string): void {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA user_version = 1000');
  database.close();
}
