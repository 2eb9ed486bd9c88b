import type { Noted } from '../../shared-store';
import type { Database } from '../connection/database';
import type { Statement } from '../connection/statement';
import { fromText, toText } from '../connection/text';

/** What nodes leave for each other. Whoever leaves something removes what is older than a day. */
export class Notes {
  private readonly write: Statement;
  private readonly read: Statement;
  private readonly list: Statement;

  constructor(
    private readonly db: Database,
    schema: string,
  ) {
    const note = `"${schema}".note`;
    this.write = {
      name: 'note',
      text: `WITH old AS (DELETE FROM ${note} WHERE noted_at < clock_timestamp() - interval '1 day' AND name <> $1)
        INSERT INTO ${note} VALUES ($1, $2, clock_timestamp())
        ON CONFLICT (name) DO UPDATE SET text = excluded.text, noted_at = excluded.noted_at`,
    };
    const ageMs = `(1000 * extract(epoch FROM clock_timestamp() - noted_at))::double precision`;
    const all = `SELECT text, ${ageMs} FROM ${note}`;
    this.read = { name: 'noted', text: `${all} WHERE name = $1` };
    this.list = { name: 'noted under', text: `${all} WHERE starts_with(name, $1)` };
  }

  async leave(name: string, text: string): Promise<void> {
    await this.db.run(this.write, [toText(name), toText(text)]);
  }

  async find(name: string): Promise<Noted | undefined> {
    return (await this.ask(this.read, name))[0];
  }

  under(prefix: string): Promise<readonly Noted[]> {
    return this.ask(this.list, prefix);
  }

  private async ask(statement: Statement, name: string): Promise<readonly Noted[]> {
    const { rows } = await this.db.run(statement, [toText(name)]);
    return (rows as readonly (readonly [string, number])[]).map(([text, ageMs]) => ({
      ...{ text: fromText(text), ageMs },
    }));
  }
}
