import { sql } from 'kysely';
import type { CatalogueChange } from '../catalogue/change';
import type { StoreChange } from '../../shared-store';
import { channelOf, toNews } from './news';

/** Tells all nodes when the change is committed. */
export async function notify(change: CatalogueChange, schema: string, news: StoreChange): Promise<void> {
  await sql`SELECT pg_notify(${channelOf(schema)}, ${toNews(news)})`.execute(change);
}
