import type { Parked } from '../../parked';
import type { Row, Runs, Statement } from '../connection/statement';
import { fromText, toText } from '../connection/text';
import type { BuildTables } from './layout';

const columns = 'subject, event_id, event_type, occurred_at, journey, revision, error';

/** The statements on parked subjects. */
export class ParkedStatements {
  private readonly insert: Statement;
  private readonly remove: Statement;
  private readonly select: Statement;
  private readonly page: Statement;
  private readonly count: Statement;

  constructor(build: string, { parked }: BuildTables) {
    const named = (name: string, text: string): Statement => ({ name: `${build} ${name}`, text });
    this.insert = named(
      'park',
      `INSERT INTO ${parked} (${columns}) SELECT * FROM unnest(
         $1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::bigint[], $7::text[])`,
    );
    this.remove = named('unpark', `DELETE FROM ${parked} WHERE subject = ANY($1::text[])`);
    this.select = named('parked', `SELECT ${columns} FROM ${parked} WHERE subject = $1`);
    this.page = named(
      'parked page',
      `SELECT ${columns} FROM ${parked} WHERE subject > $1 ORDER BY subject LIMIT $2`,
    );
    this.count = named('parked count', `SELECT count(*) FROM ${parked}`);
  }

  /** In place of what they were parked for before; of several for a subject the last. */
  async change(runs: Runs, unparked: readonly string[], parked: readonly Parked[]): Promise<void> {
    const bySubject = new Map(parked.map((one) => [one.subject, one]));
    const gone = [...unparked, ...bySubject.keys()];
    if (gone.length === 0) return;
    const rows = [...bySubject.values()].map(fieldsOf);
    await Promise.all([
      runs.run(this.remove, [gone.map(toText)]),
      rows.length > 0 &&
        runs.run(
          this.insert,
          columns.split(', ').map((_, index) => rows.map((row) => row[index])),
        ),
    ]);
  }

  async of(runs: Runs, subject: string): Promise<Parked | undefined> {
    const { rows } = await runs.run(this.select, [toText(subject)]);
    return rows[0] && toParked(rows[0]);
  }

  async after(runs: Runs, subject: string, limit: number): Promise<Parked[]> {
    const { rows } = await runs.run(this.page, [toText(subject), limit]);
    return rows.map(toParked);
  }

  async total(runs: Runs): Promise<number> {
    const { rows } = await runs.run(this.count, []);
    return rows[0]?.[0] as number;
  }
}

/** In the order of the columns. */
export function fieldsOf(parked: Parked): readonly (string | number | null)[] {
  const { subject, eventId, eventType, occurredAt, journeyId, revision, error } = parked;
  const text = (value: string | null) => (value === null ? null : toText(value));
  return [
    toText(subject),
    text(eventId),
    text(eventType),
    occurredAt,
    toText(journeyId),
    revision,
    toText(error),
  ];
}

type ParkedRow = readonly [string, string | null, string | null, number, string, number, string];

function toParked(row: Row): Parked {
  const [subject, eventId, eventType, occurredAt, journeyId, revision, error] = row as ParkedRow;
  const text = (value: string | null) => (value === null ? null : fromText(value));
  return {
    subject: fromText(subject),
    eventId: text(eventId),
    eventType: text(eventType),
    occurredAt,
    journeyId: fromText(journeyId),
    revision,
    error: fromText(error),
  };
}
