import type { PackedOptions, PackedPage, PackedReader } from '../packed';
import type { Position } from '../position';
import type { Query } from './database';
import { readLate } from './late-column';
import { integers, packedPage, type PackedWindow } from './packed-page';
import { packedQuery, positionsQuery, type PackedRow } from './packed-query';
import type { PackedSource } from './packed-source';
import { corrupt, isTooBig } from './sqlite-error';

const WINDOW = 4_000;

const allStreams: Query<[id: number, name: string]> = { sql: 'SELECT id, name FROM streams ORDER BY id' };
const allTypes: Query<[id: number, name: string]> = { sql: 'SELECT id, name FROM types ORDER BY id' };

/** Reads the log in columns, a window of positions at a time. */
export class PackedLog implements PackedReader {
  private readonly query: Query<PackedRow>;
  private readonly queryOfDamaged: Query<PackedRow>;
  private readonly queryOfPositions: Query<[positions: string]>;
  private readonly wanted: Uint8Array | undefined;

  constructor(
    private readonly source: PackedSource,
    { dataOf, streams, everywhere = [], causes = false, seldom = [] }: PackedOptions,
  ) {
    const types = this.all(allTypes);
    const asked = {
      dataOf: dataOf && among(types, new Set(dataOf)),
      upcast: types.flatMap(([id, name]) => (source.decoder.upcasters.knows(name) ? [id] : [])),
      byStream: streams !== undefined,
      everywhere: types.flatMap(([id, name]) => (everywhere.includes(name) ? [id] : [])),
      causes,
      seldom: new Set(seldom),
    };
    this.query = packedQuery({ ...asked, lineFeeds: 'kept' });
    this.queryOfDamaged = packedQuery({ ...asked, lineFeeds: 'replaced' });
    this.queryOfPositions = positionsQuery(asked);
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
    const window = this.window(this.query, from, Math.min(end, from + WINDOW));
    return packedPage(window, this.source) ?? this.damaged(window);
  }

  private damaged({ after, upTo }: PackedWindow): PackedPage {
    const page = packedPage(this.window(this.queryOfDamaged, after, upTo), this.source);
    if (page !== undefined) return page;
    throw corrupt(this.source.database.file, `texts of the events behind ${after} cannot be told apart`);
  }

  /** The window, or the first half of it for as long as its texts are too long for one string. */
  private window(query: Query<PackedRow>, after: number, upTo: number): PackedWindow {
    const row = this.select(query, after, upTo);
    if (row !== undefined && (row[5] !== null || row[6] === 0 || upTo === after + 1))
      return { row, after, upTo, positions: this.positionsOf(after, upTo) };
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

  private positionsOf(after: number, upTo: number): PackedWindow['positions'] {
    const { wanted } = this;
    if (wanted === undefined) return undefined;
    const read = () => this.source.database.get(this.queryOfPositions, after, upTo, wanted)?.[0];
    return () => integers(readLate(this.source, read) ?? '[]');
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

/** Undefined where they are all that there are, so that nothing need be compared. */
function among(
  types: readonly (readonly [id: number, name: string])[],
  names: ReadonlySet<string>,
): readonly number[] | undefined {
  const wanted = types.filter(([, name]) => names.has(name));
  return wanted.length === types.length ? undefined : wanted.map(([id]) => id);
}
