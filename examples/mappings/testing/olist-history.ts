import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What happened between a person and the shop, straight from the files. Times in days since 1970. */
export type Happening = { readonly at: number; readonly order: string } & (
  | { readonly what: 'bought' }
  | { readonly what: 'delivered'; readonly late: boolean }
  /** 1 to 5. */
  | { readonly what: 'reviewed'; readonly score: number }
);

type Row = Readonly<Record<string, string>>;

const days = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`) / 86_400_000;

/** The histories of all persons, each in the order of time; at one time buying comes before delivery before reviews. */
export function olistHistories(folder: string): ReadonlyMap<string, readonly Happening[]> {
  const table = (name: string) =>
    parse<Row>(readFileSync(join(folder, `olist_${name}_dataset.csv`)), { columns: true });
  const persons = new Map(table('customers').map((row) => [row.customer_id, row.customer_unique_id ?? '']));
  const orders = new Map(table('orders').map((row) => [row.order_id ?? '', row]));
  const histories = new Map<string, Happening[]>();
  const add = (order: Row, happening: Happening): void => {
    const person = persons.get(order.customer_id) ?? '';
    histories.set(person, [...(histories.get(person) ?? []), happening]);
  };
  for (const [order, row] of orders) {
    add(row, { what: 'bought', order, at: days(row.order_purchase_timestamp ?? '') });
    const delivered = row.order_delivered_customer_date ?? '';
    const late = delivered.slice(0, 10) > (row.order_estimated_delivery_date ?? '').slice(0, 10);
    if (delivered !== '') add(row, { what: 'delivered', order, at: days(delivered), late });
  }
  for (const review of table('order_reviews')) {
    const row = orders.get(review.order_id ?? '') ?? {};
    const at = Math.max(days(review.review_answer_timestamp ?? ''), days(row.order_purchase_timestamp ?? ''));
    add(row, { what: 'reviewed', order: review.order_id ?? '', at, score: Number(review.review_score) });
  }
  const rank = { bought: 0, delivered: 1, reviewed: 2 };
  for (const history of histories.values())
    history.sort((a, b) => a.at - b.at || rank[a.what] - rank[b.what]);
  return histories;
}
