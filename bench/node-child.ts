import type { StoreLocations } from '@rapport/stores';
import pino from 'pino';
import { createEngine, type Engine } from '../apps/engine/src/engine';
import { rowsHoldAll } from './engine';

/**
 * What the parent asks a node for: to begin, then how much CPU time it has used once its rows hold all that is in the log, so
 * that what it does for others is not counted among what is asked of it next. Answered on its message channel.
 */
export type NodeOrder =
  | { readonly kind: 'start'; readonly dataFolder: string; readonly stores: StoreLocations }
  | { readonly kind: 'cpu' }
  | { readonly kind: 'stop' };

export type NodeAnswer = { readonly url: string } | { readonly cpuSeconds: number };

let engine: Engine | undefined;

async function obey(order: NodeOrder): Promise<NodeAnswer | undefined> {
  if (order.kind === 'start') {
    const { dataFolder, stores } = order;
    const config = { port: 0, host: '127.0.0.1', dataFolder, stores, logLevel: 'silent' } as const;
    engine = await createEngine({ ...config, projections: 'running' }, pino({ level: 'silent' }));
    return { url: await engine.listen() };
  }
  if (order.kind === 'cpu') {
    if (engine !== undefined) await rowsHoldAll(engine);
    const { user, system } = process.cpuUsage();
    return { cpuSeconds: (user + system) / 1e6 };
  }
  await engine?.close();
  process.disconnect();
  return undefined;
}

process.once('disconnect', () => process.exit()); // also where whoever asked has died
process.on('message', (order: NodeOrder) => {
  void obey(order).then((answer) => answer && process.send?.(answer));
});
