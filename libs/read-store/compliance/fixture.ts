import {
  integer,
  json,
  optionalInteger,
  optionalText,
  real,
  text,
  type ReadStore,
} from '@rapport/read-store';

/** What an adapter hands to the suite for each test: an empty store of its own. */
export interface ReadStoreFixture {
  readonly store: ReadStore;
  /** Closes the store and opens it again, as after a restart. */
  reopen(): Promise<ReadStore>;
  /** Opens the same store once more, as another process does beside this one. */
  another(): Promise<ReadStore>;
  /** Closes and removes everything. */
  dispose(): Promise<void>;
}

export type OpenFixture = () => Promise<ReadStoreFixture>;

export const table = {
  count: integer(),
  dueAt: optionalInteger(),
  felt: real(),
  level: text(),
  note: optionalText(),
  path: json<readonly string[]>(),
};

export type Values = readonly [number, number | null, number, string, string | null, string];

export const row = (subject: string, part = '', count = 1) => ({
  subject,
  part,
  values: [count, null, 0.1, 'wary', null, '["a"]'] as Values,
});

export const checkpoint = (position: string) => ({
  logId: 'log',
  position,
  lastEventId: `event-${position}`,
  newestOccurredAt: 1_700_000_000_000,
});

/** A build that holds what a finished load left: nothing but a checkpoint. */
export async function complete(store: ReadStore, projection: string, version = 1, replay?: string) {
  const build = await store.create(projection, version, table, replay);
  await (await build.load()).finish(checkpoint('1'));
  return build;
}

export const puts = (...rows: ReturnType<typeof row>[]) => ({ puts: rows, removals: [] });

/** Gives each test a fresh store and clears it away. */
export function useStore(open: OpenFixture): () => ReadStoreFixture {
  let fixture: ReadStoreFixture | undefined;
  beforeEach(async () => {
    fixture = await open();
  });
  afterEach(async () => {
    await fixture?.dispose();
    fixture = undefined;
  });
  return () => {
    if (fixture === undefined) throw new Error('The store is there only while a test runs.');
    return fixture;
  };
}
