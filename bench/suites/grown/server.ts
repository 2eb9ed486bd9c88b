export const hasEventStoreDB = (): boolean => Boolean(process.env.EVENTSTOREDB_URL);

/** The EventStoreDB that the grown deployment is measured on. @throws Error where none is named */
export function eventStoreDBUrl(): string {
  const url = process.env.EVENTSTOREDB_URL;
  if (url) return url;
  throw new Error(
    'The suites of the grown deployment need a server: EVENTSTOREDB_URL=esdb://… npm run bench -- grown',
  );
}
