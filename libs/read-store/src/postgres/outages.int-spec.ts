import { setTimeout as sleep } from 'node:timers/promises';
import { describeWithPostgres, PostgresServer } from '@rapport/read-store/testing';
import { ReadStoreUnavailable } from '../errors';
import type { ReadBuild, ReadStore } from '../read-store';
import type { StoreChange } from '../shared-store';
import { table } from '../testing/numbers';
import { openPostgresReadStore } from '.';

const checkpoint = (position: number) => ({
  ...{ logId: 'log', position: String(position), lastEventId: 'e', newestOccurredAt: null },
});
const put = (number: number) => ({
  puts: [{ subject: `j${number}`, part: '', values: [number] }],
  removals: [],
});

/** Asks again as long as the server is away. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ReadStoreUnavailable)) throw error;
      await sleep(20);
    }
  }
}

describeWithPostgres('a PostgreSQL that is started anew', () => {
  let server: PostgresServer;
  let store: ReadStore;
  let build: ReadBuild<typeof table>;
  beforeEach(async () => {
    server = await PostgresServer.start({ durable: true });
    store = await openPostgresReadStore({ connectionString: server.connectionString });
    build = await store.create('numbers', 1, table);
    await build.commit(put(1), checkpoint(1));
  });
  afterEach(async () => {
    await store.close();
    await server.stop();
  });

  it.each(['INT', 'QUIT'] as const)(
    'holds work up, and loses nothing that was answered (%s)',
    async (signal) => {
      let last = 1;
      const over = new AbortController();
      const writing = (async () => {
        for (; !over.signal.aborted; last += 1)
          await patiently(() => build.commit(put(last + 1), checkpoint(last + 1)));
      })();
      await sleep(100);
      await server.restart(signal);
      await sleep(100);
      over.abort();
      await writing;
      expect(last).toBeGreaterThan(2);
      expect(await build.model.checkpoint()).toEqual(checkpoint(last));
      const rows: number[] = [];
      for await (const page of build.model.pages()) rows.push(...page.map(({ row }) => row.number));
      expect(rows.toSorted((a, b) => a - b)).toEqual(Array.from({ length: last }, (_, index) => index + 1));
    },
  );

  it('is told of as unavailable while it is away, without a word of where it is', async () => {
    const restarted = server.restart();
    const asked: unknown[] = [];
    while (asked.length === 0) {
      await build.model.subject('j1').catch((error: unknown) => asked.push(error));
      await sleep(5);
    }
    expect(asked[0]).toMatchObject({ code: 'read-store-unavailable', isRetryable: true });
    expect(String(asked[0])).not.toMatch(/127\.0\.0\.1|rapport@|select/i);
    await restarted;
    expect(await patiently(() => build.model.subject('j1'))).toHaveLength(1);
  });

  it('has the same nodes, roles and news as before', async () => {
    await store.putInForce([build.id]);
    await store.shared?.take('a');
    const heard: StoreChange[] = [];
    store.shared?.watch((change) => heard.push(change));
    await server.restart();
    while (!heard.some(({ kind }) => kind === 'committed')) await sleep(20);
    expect(heard).toEqual([
      { kind: 'in-force' },
      { kind: 'roles' },
      { kind: 'committed', build: build.id.build, checkpoint: checkpoint(1) },
    ]);
    expect(await store.shared?.roles()).toEqual([
      { role: 'a', node: store.shared?.node, wantedBy: undefined },
    ]);
    await patiently(() => build.commit(put(2), checkpoint(2)));
    while (heard.length < 4) await sleep(20);
    expect(heard[3]).toEqual({ kind: 'committed', build: build.id.build, checkpoint: checkpoint(2) });
  });

  it('takes back a load up to what was saved, from where it is gone on with', async () => {
    const loading = await store.create('loads', 1, table);
    const load = await loading.load();
    const progress = { head: checkpoint(9), slab: 0, lastSubject: 'j1' };
    await load.add({ rows: put(1).puts });
    await load.save(progress);
    await load.add({ rows: put(2).puts });
    await server.restart();
    await expect(load.finish(checkpoint(9))).rejects.toThrow(ReadStoreUnavailable);
    const again = await patiently(() => loading.load());
    expect(again.progress).toEqual(progress);
    await again.add({ rows: put(3).puts });
    await again.finish(checkpoint(9));
    expect(await loading.model.subject('j2')).toEqual([]);
    expect(await loading.model.subject('j3')).toHaveLength(1);
  });
});
