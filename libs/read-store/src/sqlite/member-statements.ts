import type { DatabaseSync } from 'node:sqlite';
import type { MembershipChange } from '../membership';

/** One row for each pair ever named; `is_now` for the one that holds. */
export const memberTable = `
  CREATE TABLE member (
    journey TEXT NOT NULL, customer TEXT NOT NULL, is_now INTEGER NOT NULL, PRIMARY KEY (journey, customer)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX member_ever ON member (customer, journey);
  CREATE INDEX member_now ON member (customer, journey) WHERE is_now = 1;
`;

/** Of rows: no other journey belongs to the same customer now. */
export const notMerged = `NOT EXISTS (
  SELECT 1 FROM member AS own JOIN member AS other ON other.customer = own.customer AND other.is_now = 1
  WHERE own.journey = _subject AND own.is_now = 1 AND other.journey <> own.journey)`;

/** The prepared statements on who belongs to whom. */
export class MemberStatements {
  private readonly leave;
  private readonly join;
  private readonly customer;
  private readonly now;
  private readonly ever;
  private readonly any;

  constructor(db: DatabaseSync) {
    this.leave = db.prepare('UPDATE member SET is_now = 0 WHERE journey = ? AND is_now = 1');
    this.join = db.prepare('INSERT OR REPLACE INTO member VALUES (?, ?, 1)');
    this.customer = db.prepare('SELECT customer FROM member WHERE journey = ? AND is_now = 1');
    this.now = db.prepare('SELECT journey FROM member WHERE customer = ? AND is_now = 1 ORDER BY journey');
    this.ever = db.prepare('SELECT journey FROM member WHERE customer = ? ORDER BY journey');
    this.any = db.prepare('SELECT 1 FROM member WHERE is_now = 1 LIMIT 1');
  }

  apply({ journeyId, customerId }: MembershipChange): void {
    this.leave.run(journeyId);
    if (customerId !== null) this.join.run(journeyId, customerId);
  }

  customerOf(journeyId: string): string | undefined {
    return this.customer.get(journeyId)?.customer as string | undefined;
  }

  membersOf(customerId: string): string[] {
    return this.now.all(customerId).map(({ journey }) => journey as string);
  }

  everMembersOf(customerId: string): string[] {
    return this.ever.all(customerId).map(({ journey }) => journey as string);
  }

  hasMembers(): boolean {
    return this.any.get() !== undefined;
  }
}
