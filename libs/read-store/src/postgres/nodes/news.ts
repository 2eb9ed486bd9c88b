import type { StoreChange } from '../../shared-store';

/** What all nodes of a schema listen on. */
export const channelOf = (schema: string): string => `rapport_${schema}`;

const kinds: ReadonlySet<StoreChange['kind']> = new Set(['committed', 'in-force', 'roles'] as const);

/** As text that a notification carries, which is short of 8,000 bytes. */
export const toNews = (change: StoreChange): string => JSON.stringify(change);

/** Undefined for what a newer node may tell, or anybody else: all users of the database can. */
export function fromNews(text: string | undefined): StoreChange | undefined {
  try {
    const change = JSON.parse(text ?? 'null') as StoreChange | null;
    return change !== null && kinds.has(change.kind) ? change : undefined;
  } catch {
    return undefined;
  }
}
