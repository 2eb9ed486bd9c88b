import type { PackedOptions, PackedPage, PackedReader } from '../packed';
import type { Position } from '../position';
import type { Database, Query } from './database';
import { packedQuery, type PackedRow } from './packed-query';
import { isTooBig } from './sqlite-error';
import type { Decoder } from './stored-event';

const WINDOW = 4_000;

const allStreams: Query<[id: number, name: string]> = { sql: 'SELECT id, name FROM streams ORDER BY id' };
const allTypes: Query<[id: number, name: string]> = { sql: 'SELECT id, name FROM types ORDER BY id' };

/** What it needs of the log around it. */
export interface PackedSource {
  readonly database: Database;
  readonly decoder: Decoder;
  end(): number;
  placeOf(position: Position): number;
  /** @throws StoreClosed, CorruptStore */
  guarded<T>(work: () => T): T;
}

/** Reads the log in columns, a window of positions at a time. */
export class PackedLog implements PackedReader {
  private readonly query: Query<PackedRow>;
  private readonly queryOfDamaged: Query<PackedRow>;
  private readonly wanted: Uint8Array | undefined;

  constructor(
    private readonly source: PackedSource,
    { dataOf, streams, causes = false }: PackedOptions,
  ) {
    const asked = {
      dataOf: dataOf && this.typesAmong(new Set(dataOf)),
      bySchemaVersion: source.decoder.upcasters.any,
      byStream: streams !== undefined,
      causes,
    };
    this.query = packedQuery({ ...asked, lineFeeds: 'kept' });
    this.queryOfDamaged = packedQuery({ ...asked, lineFeeds: 'replaced' });
    this.wanted = streams && this.marked(streams);
  }

  stream(number: number): string {
    return this.source.guarded(() => this.source.decoder.names.stream(number));
  }

  type(number: number): string {
    return this.source.guarded(() => this.source.decoder.names.type(number));
  }

  read(after: Position | undefined, until?: Position): Promise<PackedPage | undefined> {
    return new Promise((resolve) => resolve(this.source.guarded(() => this.page(after, until))));
  }

  private page(after: Position | undefined, until: Position | undefined): PackedPage | undefined {
    const from = after === undefined ? 0 : this.source.placeOf(after);
    const end = until === undefined ? this.source.end() : this.source.placeOf(until);
    if (from >= end) return undefined;
    const { row, upTo } = this.window(this.query, from, Math.min(end, from + WINDOW));
    const page = { ...this.columns(row), upTo: this.source.decoder.positions.encode(upTo) };
    return isOneALine(page) ? page : this.damaged(from, upTo);
  }

  /** Some text has a line feed, which none that we wrote has: the lines would be told apart wrongly. */
  private damaged(after: number, until: number): PackedPage {
    const { row, upTo } = this.window(this.queryOfDamaged, after, until);
    return { ...this.columns(row), upTo: this.source.decoder.positions.encode(upTo) };
  }

  /** The window, or the first half of it for as long as its texts are too long for one string. */
  private window(
    query: Query<PackedRow>,
    after: number,
    upTo: number,
  ): { readonly row: PackedRow; readonly upTo: number } {
    const row = this.select(query, after, upTo);
    if (row !== undefined && (row[7] !== null || row[6] === null || upTo === after + 1)) return { row, upTo };
    return this.window(query, after, after + Math.ceil((upTo - after) / 2));
  }

  private select(query: Query<PackedRow>, after: number, upTo: number): PackedRow | undefined {
    const parameters = this.wanted === undefined ? [after, upTo] : [after, upTo, this.wanted];
    try {
      return this.source.database.get(query, ...parameters);
    } catch (error) {
      if (isTooBig(error) && upTo > after + 1) return undefined;
      throw error;
    }
  }

  private columns(row: PackedRow): Omit<PackedPage, 'upTo'> {
    const types = JSON.parse(row[1]) as number[];
    return {
      streams: JSON.parse(row[0]) as number[],
      types,
      revisions: JSON.parse(row[2]) as number[],
      policyVersions: JSON.parse(row[3]) as number[],
      occurredAt: JSON.parse(row[4]) as number[],
      recordedAt: JSON.parse(row[5]) as number[],
      ids: row[6] ?? '',
      data: this.upcast(types, row[8], row[7] ?? ''),
      causes: JSON.parse(row[9]) as (string | null)[],
    };
  }

  private upcast(types: readonly number[], schemaVersions: string, data: string): string {
    if (schemaVersions === '') return data;
    const { upcasters } = this.source.decoder;
    const versions = JSON.parse(schemaVersions) as number[];
    const names = types.map((type) => this.type(type));
    if (names.every((name, index) => upcasters.versionAfter(name, versions[index] ?? 0) === versions[index]))
      return data;
    const texts = data.split('\n');
    return names
      .map((name, index) => {
        const [text = '', version = 0] = [texts[index], versions[index]];
        if (text === '' || upcasters.versionAfter(name, version) === version) return text;
        return JSON.stringify(upcasters.apply(name, version, JSON.parse(text) as object));
      })
      .join('\n');
  }

  /** Undefined where they are all that there are, so that nothing need be compared. */
  private typesAmong(names: ReadonlySet<string>): readonly number[] | undefined {
    const types = this.all(allTypes);
    const among = types.filter(([, name]) => names.has(name));
    return among.length === types.length ? undefined : among.map(([id]) => id);
  }

  private marked(isWanted: (stream: string) => boolean): Uint8Array {
    const streams = this.all(allStreams);
    const marks = new Uint8Array(streams.at(-1)?.[0] ?? 0);
    for (const [id, name] of streams) if (isWanted(name)) marks[id - 1] = 1;
    return marks;
  }

  private all<Row>(query: Query<Row>): Row[] {
    return this.source.guarded(() => this.source.database.all(query));
  }
}

function isOneALine({ data, streams }: Pick<PackedPage, 'data' | 'streams'>): boolean {
  let lines = 1;
  for (let at = data.indexOf('\n'); at !== -1; at = data.indexOf('\n', at + 1)) lines += 1;
  return lines === Math.max(1, streams.length);
}
