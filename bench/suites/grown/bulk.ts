import {
  integer,
  openPostgresReadStore,
  optionalInteger,
  real,
  text,
  type EncodedRow,
  type ReadStore,
} from '@rapport/read-store';
import { PostgresServer } from '@rapport/read-store/testing';
import { randomBytes } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { takingTurns, timed, type Compared } from '../../turns';

/** A row as projections keep them: some counts, a time that may be missing, a share, a name. */
const table = {
  stage: text(),
  since: integer(),
  until: optionalInteger(),
  opened: integer(),
  closed: integer(),
  share: real(),
};

const rounds = 5;
const rowsPerBatch = 1_000;
const stages = ['awareness', 'exploration', 'expansion', 'commitment'];

/** Rows made as they are read, as a rebuild makes them. */
function* batches(count: number): Generator<EncodedRow[]> {
  for (let from = 0; from < count; from += rowsPerBatch)
    yield Array.from({ length: Math.min(rowsPerBatch, count - from) }, (_, index) => rowOf(from + index));
}

function rowOf(n: number): EncodedRow {
  const since = Date.UTC(2024, 0, 1) + n * 1_000;
  const until = n % 3 === 0 ? null : since + 86_400_000;
  const values = [stages[n % stages.length] ?? '', since, until, n % 7, n % 5, 1 / (1 + (n % 11))];
  return { subject: `journey-${String(n).padStart(9, '0')}`, part: '', values };
}

/** The bulk path of the read store, to its checkpoint, against a COPY of the same rows into a table without an index. */
export async function grownBulk(rows: number): Promise<Compared> {
  const given = process.env.RAPPORT_TEST_POSTGRES;
  const server = given === undefined ? await PostgresServer.start({ durable: true }) : undefined;
  const connectionString = given ?? server?.connectionString ?? '';
  const schema = `bench_${randomBytes(4).toString('hex')}`;
  const store = await openPostgresReadStore({ connectionString, schema });
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await takingTurns(
      rounds,
      () => timed(rows, () => bulk(store, rows)),
      () => timed(rows, () => bareCopy(client, schema, rows)),
    );
  } finally {
    await store.close();
    await client.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
    await client.end();
    await server?.stop();
  }
}

async function bulk(store: ReadStore, rows: number): Promise<void> {
  const build = await store.create('bench', 1, table);
  const load = await build.load();
  for (const batch of batches(rows)) await load.add({ rows: batch });
  await load.finish({ logId: 'bench', position: '1', lastEventId: 'bench', newestOccurredAt: 0 });
  await build.close();
}

async function bareCopy(client: Client, schema: string, rows: number): Promise<void> {
  const columns =
    'subject text, part text, stage text, since bigint, until bigint, opened bigint, closed bigint';
  await client.query(`DROP TABLE IF EXISTS "${schema}".bare`);
  await client.query(`CREATE TABLE "${schema}".bare (${columns}, share double precision)`);
  await pipeline(Readable.from(lines(rows)), client.query(copyFrom(`COPY "${schema}".bare FROM STDIN`)));
}

/** COPY's text format. */
function* lines(rows: number): Generator<string> {
  for (const batch of batches(rows))
    yield batch
      .map(({ subject, part, values }) =>
        [subject, part, ...values].map((value) => value ?? '\\N').join('\t'),
      )
      .join('\n')
      .concat('\n');
}
