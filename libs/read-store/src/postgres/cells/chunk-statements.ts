import type { CellScope } from '../../cells';
import type { Row, Runs, Statement } from '../connection/statement';
import { fromText, toText } from '../connection/text';
import { pack } from '../../packed-cells/packed';
import type { Series } from '../../packed-cells/series';
import type { BuildTables } from '../tables/layout';

/** A chunk by its key. */
export interface ChunkKey extends Series {
  readonly start: Uint8Array;
}

/** A chunk and which of the entries asked for belong to it. */
export interface FoundChunk extends ChunkKey {
  readonly width: number;
  readonly size: number;
  readonly data: Uint8Array;
  readonly entries: readonly number[];
}

export interface WrittenChunk extends ChunkKey {
  readonly width: number;
  readonly numbers: Float64Array;
}

const key = 'measure, grp, scope, start';
const keyArrays = '$1::text[], $2::text[], $3::text[], $4::bytea[]';
const contents = 'width, size, first, last, data';
const contentArrays = '$5::integer[], $6::integer[], $7::float8[], $8::float8[], $9::bytea[]';

/** The statements on the chunks of cells, each for any number of chunks. */
export class ChunkStatements {
  private readonly find: Statement;
  private readonly upsert: Statement;
  private readonly remove: Statement;

  constructor(build: string, { chunk }: BuildTables) {
    this.find = {
      name: `${build} find chunks`,
      text: `WITH asked AS (
          SELECT found.*, number FROM unnest(${keyArrays}) WITH ORDINALITY AS entry (measure, grp, scope, start, number),
          LATERAL (
            SELECT ${key} FROM ${chunk} AS one
            WHERE (one.measure, one.grp, one.scope) = (entry.measure, entry.grp, entry.scope) AND one.start <= entry.start
            ORDER BY one.start DESC LIMIT 1) AS found),
        hit AS (SELECT ${key}, string_agg((number - 1)::text, ',' ORDER BY number) AS entries FROM asked GROUP BY ${key})
        SELECT ${key}, width, size, data, entries FROM hit JOIN ${chunk} USING (${key})`,
    };
    this.upsert = {
      name: `${build} write chunks`,
      text: `INSERT INTO ${chunk} (${key}, ${contents}) SELECT * FROM unnest(${keyArrays}, ${contentArrays})
        ON CONFLICT (${key}) DO UPDATE SET
          size = excluded.size, first = excluded.first, last = excluded.last, data = excluded.data`,
    };
    this.remove = {
      name: `${build} remove chunks`,
      text: `DELETE FROM ${chunk} AS one USING unnest(${keyArrays}) AS gone (measure, grp, scope, start)
        WHERE (one.measure, one.grp, one.scope, one.start) = (gone.measure, gone.grp, gone.scope, gone.start)`,
    };
  }

  /** The chunks that entries of these keys belong to; an entry is in none where its series has none that begins so early. */
  async holding(runs: Runs, entries: readonly ChunkKey[]): Promise<FoundChunk[]> {
    const { rows } = await runs.run(this.find, keysOf(entries));
    return rows.map(toFound);
  }

  async write(runs: Runs, chunks: readonly WrittenChunk[]): Promise<void> {
    if (chunks.length === 0) return;
    const fields = chunks.map(({ numbers, width }) => contentsOf(numbers, width));
    await runs.run(this.upsert, [
      ...keysOf(chunks),
      chunks.map(({ width }) => width),
      fields.map(({ size }) => size),
      fields.map(({ first }) => first),
      fields.map(({ last }) => last),
      fields.map(({ data }) => data),
    ]);
  }

  async delete(runs: Runs, chunks: readonly ChunkKey[]): Promise<void> {
    if (chunks.length > 0) await runs.run(this.remove, keysOf(chunks));
  }
}

/** What is kept of a chunk beside its key and width. */
export function contentsOf(numbers: Float64Array, width: number) {
  return {
    size: numbers.length / width,
    first: numbers[0] ?? 0,
    last: numbers[numbers.length - width] ?? 0,
    data: pack(numbers, width),
  };
}

const keysOf = (keys: readonly ChunkKey[]): unknown[][] => [
  keys.map(({ measure }) => toText(measure)),
  keys.map(({ group }) => toText(group)),
  keys.map(({ scope }) => scope),
  keys.map(({ start }) => Buffer.from(start)),
];

type FoundRow = readonly [string, string, CellScope, Uint8Array, number, number, Uint8Array, string];

function toFound(row: Row): FoundChunk {
  const [measure, group, scope, start, width, size, data, entries] = row as FoundRow;
  const series = { measure: fromText(measure), group: fromText(group), scope };
  return { ...series, start, width, size, data, entries: entries.split(',').map(Number) };
}
