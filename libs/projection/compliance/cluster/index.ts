import { askedElsewhereSuite } from './asked-elsewhere';
import { failingNodesSuite } from './failing-nodes';
import type { MakeCluster } from './fixture';
import { replayingElsewhereSuite } from './replaying-elsewhere';
import { sharingSuite } from './sharing';
import { shortCutsSuite } from './short-cuts';

export type { ClusterPlace, MakeCluster, NodeStores } from './fixture';

/** What runtimes promise that share a log and a read store. */
export function projectionClusterCompliance(stores: string, make: MakeCluster): void {
  describe(`projection runtimes together: ${stores}`, () => {
    sharingSuite(make);
    askedElsewhereSuite(make);
    replayingElsewhereSuite(make);
    failingNodesSuite(make);
    shortCutsSuite(make);
  });
}
