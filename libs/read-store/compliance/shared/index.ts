import type { OpenSharedFixture } from './fixture';
import { newsSuite } from './news';
import { notesSuite } from './notes';
import { rolesSuite } from './roles';
import { sharedBuildsSuite } from './builds';
import { stalledSuite } from './stalled';

export type { OpenSharedFixture, SharedStoreFixture } from './fixture';

/** What every store promises that several nodes share; beside `readStoreCompliance`. */
export function sharedStoreCompliance(adapter: string, open: OpenSharedFixture): void {
  describe(`shared read store: ${adapter}`, () => {
    rolesSuite(open);
    newsSuite(open);
    notesSuite(open);
    sharedBuildsSuite(open);
    stalledSuite(open);
  });
}
