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
    this.customer = named(
      'customers',
      `SELECT journey, customer FROM ${member} WHERE journey = ANY($1::text[]) AND is_now`,
    );
    this.now = named(
      'members',
      `SELECT customer, journey FROM ${member} WHERE customer = ANY($1::text[]) AND is_now ORDER BY journey`,
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

  /** By journey. */
  async customersOf(runs: Runs, journeyIds: readonly string[]): Promise<Map<string, string>> {
    return new Map(await this.pairs(runs, this.customer, journeyIds));
  }

  /** By customer. */
  async membersOf(runs: Runs, customerIds: readonly string[]): Promise<Map<string, string[]>> {
    const members = new Map<string, string[]>();
    for (const [customerId, journeyId] of await this.pairs(runs, this.now, customerIds)) {
      const of = members.get(customerId);
      if (of === undefined) members.set(customerId, [journeyId]);
      else of.push(journeyId);
    }
    return members;
  }

  async everMembersOf(runs: Runs, customerId: string): Promise<string[]> {
    const { rows } = await runs.run(this.ever, [toText(customerId)]);
    return rows.map(([text]) => fromText(text as string));
  }

  async hasMembers(runs: Runs): Promise<boolean> {
    const { rows } = await runs.run(this.any, []);
    return rows[0]?.[0] === true;
  }

  /** An id that was asked for, and one that belongs to it. */
  private async pairs(
    runs: Runs,
    statement: Statement,
    ids: readonly string[],
  ): Promise<(readonly [string, string])[]> {
    if (ids.length === 0) return [];
    const { rows } = await runs.run(statement, [ids.map(toText)]);
    return rows.map(([id, of]) => [fromText(id as string), fromText(of as string)]);
  }
}
