import type { StoreLocations } from '@rapport/stores';
import pino from 'pino';
import { createEngine } from '../apps/engine/src/engine';

/** What the parent asks a node for: to begin, then how much CPU time it has used. Answered on its message channel. */
export type NodeOrder =
  | { readonly kind: 'start'; readonly dataFolder: string; readonly stores: StoreLocations }
  | { readonly kind: 'cpu' }
  | { readonly kind: 'stop' };

export type NodeAnswer = { readonly url: string } | { readonly cpuSeconds: number };

let stop: () => Promise<void> = () => Promise.resolve();

async function obey(order: NodeOrder): Promise<NodeAnswer | undefined> {
  if (order.kind === 'start') {
    const { dataFolder, stores } = order;
    const config = { port: 0, host: '127.0.0.1', dataFolder, stores, logLevel: 'silent' } as const;
    const engine = await createEngine({ ...config, projections: 'running' }, pino({ level: 'silent' }));
    stop = () => engine.close();
    return { url: await engine.listen() };
  }
  if (order.kind === 'cpu') {
    const { user, system } = process.cpuUsage();
    return { cpuSeconds: (user + system) / 1e6 };
  }
  await stop();
  process.disconnect();
  return undefined;
}

process.once('disconnect', () => process.exit()); // also where whoever asked has died
process.on('message', (order: NodeOrder) => {
  void obey(order).then((answer) => answer && process.send?.(answer));
});
