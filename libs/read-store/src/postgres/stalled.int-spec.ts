import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeWithPostgres, postgresSchema, type PostgresSchema } from '@rapport/read-store/testing';
import type { ReadStore } from '../read-store';
import { startScript } from '../testing/in-process';
import { table } from '../testing/numbers';
import { openPostgresReadStore } from '.';

/** From the death of a node to its work in other hands, with a lease of three seconds. */
const takenOverWithinMs = 5_000;

describeWithPostgres('a process that writes to PostgreSQL', () => {
  let schema: PostgresSchema;
  let store: ReadStore;
  const open = async (leaseMs: number) => {
    schema = await postgresSchema();
    store = await openPostgresReadStore({ connectionString: schema.location, leaseMs });
  };
  afterEach(async () => {
    await store.close();
    await schema.drop();
  });

  it('and is stopped for longer than its lease writes nothing when it goes on', async () => {
    await open(900);
    const { child, closed, seen, lines } = await started(900);
    while (seen.length < 20) await once(lines, 'line');
    child.kill('SIGSTOP');
    await untilTaken();
    const [entry] = await store.builds();
    if (entry === undefined) throw new Error('The build is gone.');
    const build = await store.open(entry.id, table);
    const found = await build.model.checkpoint();
    if (found === undefined) throw new Error('It has committed nothing.');
    await build.commit({ puts: [], removals: [] }, { ...found, lastEventId: 'mine' });
    child.kill('SIGCONT');
    await closed;
    expect(seen.at(-1)).toBe('lost');
    const printed = seen.slice(1, -1).map(Number);
    const rows = await store.shared?.read(entry.id, table).then(numbersOf);
    expect(rows).toEqual(Array.from({ length: Number(found.position) }, (_, index) => index + 1));
    expect(rows?.slice(0, printed.length)).toEqual(printed);
    expect(await build.model.checkpoint()).toEqual({ ...found, lastEventId: 'mine' });
  });

  it('and dies is replaced within five seconds', async () => {
    await open(3_000);
    const { child, closed } = await started(3_000);
    child.kill('SIGKILL');
    const died = Date.now();
    await closed;
    await untilTaken();
    const [entry] = await store.builds();
    if (entry === undefined) throw new Error('The build is gone.');
    await store.open(entry.id, table);
    expect(Date.now() - died).toBeLessThan(takenOverWithinMs);
  });

  /** A script that has the role and the build. */
  async function started(leaseMs: number) {
    const script = startScript(join(__dirname, 'testing/writer.ts'), schema.location, String(leaseMs));
    while (script.seen.length < 2) await once(script.lines, 'line');
    return script;
  }

  async function untilTaken(): Promise<void> {
    while (!(await store.shared?.take('projector'))) await sleep(20);
  }
});

/** In order of number. */
async function numbersOf(model: {
  pages(): AsyncIterable<readonly { readonly row: { readonly number: number } }[]>;
}) {
  const numbers: number[] = [];
  for await (const page of model.pages()) numbers.push(...page.map(({ row }) => row.number));
  return numbers.toSorted((a, b) => a - b);
}
