import { setTimeout as delay } from 'node:timers/promises';
import { withEngine } from '../engine';
import { workload } from '../workload';

/** Milliseconds from acknowledgement to queryable row, at `perSecond` commands a second; p50 and p99. */
export async function lag(seconds: number, perSecond = 1000): Promise<{ p50: number; p99: number }> {
  return withEngine('running', async ({ engine }) => {
    const { runtime, store } = engine.platform;
    const lags: number[] = [];
    const warmUp = perSecond;
    const one = async (name: string, body: object, counted: boolean): Promise<void> => {
      const { position } = await engine.dispatch(name, body);
      const acknowledgedAt = performance.now();
      if (position !== null) await runtime.waitFor(store.checkPosition(position));
      if (counted) lags.push(performance.now() - acknowledgedAt);
    };
    const underWay: Promise<void>[] = [];
    const startedAt = performance.now();
    let sent = 0;
    for (const { command, ...body } of workload(warmUp + seconds * perSecond, 1000)) {
      const dueAt = startedAt + (sent * 1000) / perSecond;
      if (performance.now() < dueAt) await delay(1);
      underWay.push(one(command, body, sent >= warmUp));
      sent++;
    }
    await Promise.all(underWay);
    lags.sort((a, b) => a - b);
    const at = (share: number): number => lags[Math.floor(lags.length * share)] ?? Number.NaN;
    return { p50: at(0.5), p99: at(0.99) };
  });
}
