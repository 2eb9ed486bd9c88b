import { buildsSuite } from './builds';
import { bulkLoadSuite } from './bulk-load';
import { commitsSuite } from './commits';
import type { OpenFixture } from './fixture';
import { rowsSuite } from './rows';

export type { OpenFixture, ReadStoreFixture } from './fixture';

/** What every adapter of the read store promises, written against the port alone. */
export function readStoreCompliance(adapter: string, open: OpenFixture): void {
  describe(`read store: ${adapter}`, () => {
    rowsSuite(open);
    commitsSuite(open);
    bulkLoadSuite(open);
    buildsSuite(open);
  });
}
