import { BoundedMap } from './bounded-map';
import type { Database, Query } from './database';
import { corrupt } from './sqlite-error';

const streamName: Query<[name: string]> = { sql: 'SELECT name FROM streams WHERE id = ?' };
const typeName: Query<[name: string]> = { sql: 'SELECT name FROM types WHERE id = ?' };
const typeId: Query<[id: number]> = { sql: 'SELECT id FROM types WHERE name = ?' };

const STREAMS_KEPT = 100_000;

/** The names behind the integers in the events; every event of a stream or type shares one string. */
export class Names {
  private readonly streams = new BoundedMap<number, string>(STREAMS_KEPT);
  private readonly types: string[] = [];

  constructor(private readonly database: Database) {}

  stream(id: number): string {
    const known = this.streams.get(id);
    if (known !== undefined) return known;
    const name = this.required(streamName, id);
    this.streams.set(id, name);
    return name;
  }

  type(id: number): string {
    return (this.types[id] ??= this.required(typeName, id));
  }

  /** Undefined where no event of this type was ever stored. */
  typeId(name: string): number | undefined {
    return this.database.get(typeId, name)?.[0];
  }

  private required(query: Query<[name: string]>, id: number): string {
    const row = this.database.get(query, id);
    if (row === undefined)
      throw corrupt(this.database.file, `an event names ${id}, which has no row: ${query.sql}`);
    return row[0];
  }
}
