import { buildsSuite } from './builds';
import { bulkLoadSuite } from './bulk-load';
import { cellProperties } from './cells.properties';
import { cellsSuite } from './cells';
import { commitsSuite } from './commits';
import type { OpenFixture } from './fixture';
import { keptBuildsSuite } from './kept-builds';
import { loadPartsSuite } from './load-parts';
import { membersSuite } from './members';
import { parkedSuite } from './parked';
import { replaysSuite } from './replays';
import { rowsSuite } from './rows';

export type { OpenFixture, ReadStoreFixture } from './fixture';
export { sharedStoreCompliance, type OpenSharedFixture, type SharedStoreFixture } from './shared';

/** What every adapter of the read store promises, written against the port alone. */
export function readStoreCompliance(adapter: string, open: OpenFixture): void {
  describe(`read store: ${adapter}`, () => {
    rowsSuite(open);
    commitsSuite(open);
    cellsSuite(open);
    cellProperties(open);
    membersSuite(open);
    parkedSuite(open);
    bulkLoadSuite(open);
    loadPartsSuite(open);
    buildsSuite(open);
    keptBuildsSuite(open);
    replaysSuite(open);
  });
}
