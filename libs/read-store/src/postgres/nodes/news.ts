import type { StoreChange } from '../../shared-store';

/** What all nodes of a schema listen on. */
export const channelOf = (schema: string): string => `rapport_${schema}`;

/** As text that a notification carries, which is short of 8,000 bytes. */
export const toNews = (change: StoreChange): string => JSON.stringify(change);

/** Undefined for what a newer node may tell. */
export function fromNews(text: string | undefined): StoreChange | undefined {
  const change = JSON.parse(text ?? 'null') as StoreChange | null;
  return change !== null && ['committed', 'in-force', 'roles'].includes(change.kind) ? change : undefined;
}
