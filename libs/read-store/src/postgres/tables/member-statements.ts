import type { MembershipChange } from '../../membership';
import type { Runs, Statement } from '../connection/statement';
import { fromText, toText } from '../connection/text';
import type { BuildTables } from './layout';

/** The statements on who belongs to whom: a row for each pair ever named, `is_now` for the one that holds. */
export class MemberStatements {
  private readonly leave: Statement;
  private readonly join: Statement;
  private readonly customer: Statement;
  private readonly now: Statement;
  private readonly ever: Statement;
  private readonly any: Statement;

  constructor(build: string, { member }: BuildTables) {
    const named = (name: string, text: string): Statement => ({ name: `${build} ${name}`, text });
    this.leave = named(
      'leave',
      `UPDATE ${member} SET is_now = false WHERE journey = ANY($1::text[]) AND is_now`,
    );
    this.join = named(
      'join',
      `INSERT INTO ${member} SELECT * FROM unnest($1::text[], $2::text[], $3::boolean[])
       ON CONFLICT (journey, customer) DO UPDATE SET is_now = excluded.is_now`,
    );
    this.customer = named('customer', `SELECT customer FROM ${member} WHERE journey = $1 AND is_now`);
    this.now = named(
      'members',
      `SELECT journey FROM ${member} WHERE customer = $1 AND is_now ORDER BY journey`,
    );
    this.ever = named('ever members', `SELECT journey FROM ${member} WHERE customer = $1 ORDER BY journey`);
    this.any = named('any member', `SELECT EXISTS (SELECT FROM ${member} WHERE is_now)`);
  }

  /** In order: of a journey's changes the last holds. */
  async apply(runs: Runs, changes: readonly MembershipChange[]): Promise<void> {
    if (changes.length === 0) return;
    const last = new Map(changes.map(({ journeyId, customerId }) => [journeyId, customerId]));
    const pairs = new Map(
      changes.flatMap(({ journeyId, customerId }) =>
        customerId === null ? [] : [[JSON.stringify([journeyId, customerId]), { journeyId, customerId }]],
      ),
    );
    const joined = [...pairs.values()];
    await Promise.all([
      runs.run(this.leave, [[...last.keys()].map(toText)]),
      joined.length > 0 &&
        runs.run(this.join, [
          joined.map(({ journeyId }) => toText(journeyId)),
          joined.map(({ customerId }) => toText(customerId)),
          joined.map(({ journeyId, customerId }) => last.get(journeyId) === customerId),
        ]),
    ]);
  }

  async customerOf(runs: Runs, journeyId: string): Promise<string | undefined> {
    return (await this.texts(runs, this.customer, journeyId))[0];
  }

  membersOf(runs: Runs, customerId: string): Promise<string[]> {
    return this.texts(runs, this.now, customerId);
  }

  everMembersOf(runs: Runs, customerId: string): Promise<string[]> {
    return this.texts(runs, this.ever, customerId);
  }

  async hasMembers(runs: Runs): Promise<boolean> {
    const { rows } = await runs.run(this.any, []);
    return rows[0]?.[0] === true;
  }

  private async texts(runs: Runs, statement: Statement, id: string): Promise<string[]> {
    const { rows } = await runs.run(statement, [toText(id)]);
    return rows.map(([text]) => fromText(text as string));
  }
}
