import { CuttableProxy } from '@rapport/event-store/compliance';
import { openPostgresReadStore } from '@rapport/read-store';
import { postgresSchema } from '@rapport/read-store/testing';
import type { ClusterPlace, MakeCluster, NodeStores } from '../cluster/fixture';
import { closing, type MakeLog } from './logs';

/** One log, which all nodes have open at once, and one PostgreSQL, which each reaches by a network of its own. */
export function clusterOf(makeLog: MakeLog): MakeCluster {
  return async (): Promise<ClusterPlace> => {
    const place = await makeLog();
    const log = await place.open();
    const { location, drop } = await postgresSchema();
    const networks: CuttableProxy[] = [];
    const open = async (): Promise<NodeStores> => {
      const network = await CuttableProxy.to(Number(new URL(location).port));
      networks.push(network);
      const reached = new URL(location);
      reached.port = String(network.port);
      return {
        log: closing(log, () => Promise.resolve()),
        readStore: await openPostgresReadStore({ connectionString: reached.href }),
        cut: () => network.cut(),
        heal: () => network.heal(),
      };
    };
    const dispose = async (): Promise<void> => {
      await log.close();
      for (const network of networks) await network.close();
      await drop();
      await place.dispose();
    };
    return { open, dispose };
  };
}
