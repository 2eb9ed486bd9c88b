import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from './cluster';
import { leaseMs } from './options';
import type { Chance } from './random';

/** Strikes, and is over when it resolves: what it took away is there again. Returns whom it struck. */
export type Fault = (cluster: Cluster, chance: Chance) => Promise<string>;

export const faults: Readonly<Record<string, Fault>> = {
  /** kill -9, and a new start of the process. */
  kill: async ({ nodes }, chance) => {
    const node = chance.oneOf(nodes);
    await node.kill();
    await delay(chance.between(0, 2 * leaseMs));
    await node.run();
    return node.name;
  },

  /** Stalled for longer than its lease, it believes that it still has what others took meanwhile. */
  freeze: async ({ nodes }, chance) => {
    const node = chance.oneOf(nodes);
    node.freeze();
    await delay(chance.between(leaseMs + 500, 2.5 * leaseMs));
    node.thaw();
    return node.name;
  },

  /** PostgreSQL ends its connections and comes back; in half of the cases as after a crash. */
  postgres: async ({ postgres }, chance) => {
    const how = chance.oneOf(['INT', 'QUIT'] as const);
    await postgres.restart(how);
    return `PostgreSQL (${how === 'INT' ? 'restarted' : 'crashed'})`;
  },

  /** The network between a node and the log; at first, at times, only for what the log answers. */
  cut: async ({ nodes }, chance) => {
    const { network, name } = chance.oneOf(nodes);
    if (chance.happens(0.3)) {
      network.mute();
      await delay(chance.between(0, 1_000));
    }
    network.cut();
    await delay(chance.between(0, 2 * leaseMs));
    network.heal();
    return name;
  },
};
