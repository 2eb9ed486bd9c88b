import { askedRebuildsSuite } from './asked-rebuilds';
import { builtElsewhereSuite } from './built-elsewhere';
import { customersSuite } from './customers';
import { damagedSuite } from './damaged';
import { failingSuite } from './failing';
import type { MakePlace } from './fixture';
import { followingSuite } from './following';
import { keptReplaysSuite } from './kept-replays';
import { orderSuite } from './order';
import { rebuildingSuite } from './rebuilding';
import { replayingSuite } from './replaying';
import { restartingSuite } from './restarting';

export type { MakePlace, Place, Stores } from './fixture';

/**
 * What the runtime promises over any log and any read store.
 * @param options `runs`: of each property; fewer where a place takes its time
 */
export function projectionRuntimeCompliance(stores: string, make: MakePlace, { runs = 15 } = {}): void {
  describe(`projection runtime: ${stores}`, () => {
    followingSuite(make);
    orderSuite(make, runs);
    customersSuite(make, runs);
    rebuildingSuite(make);
    askedRebuildsSuite(make);
    builtElsewhereSuite(make);
    keptReplaysSuite(make);
    replayingSuite(make);
    restartingSuite(make);
    failingSuite(make);
    damagedSuite(make);
  });
}
