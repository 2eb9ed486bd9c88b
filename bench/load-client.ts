import { Pool } from 'undici';

/** What the parent asks for: POST each body once, so many in flight. Answers `{perSecond}` on its message channel. */
export interface LoadOrder {
  readonly origin: string;
  readonly requests: readonly { readonly path: string; readonly body: string }[];
  readonly inFlight: number;
}

async function send(order: LoadOrder): Promise<number> {
  const pool = new Pool(order.origin, { connections: order.inFlight, pipelining: 1 });
  const queue = order.requests[Symbol.iterator]();
  const headers = { 'content-type': 'application/json' };
  const worker = async (): Promise<void> => {
    for (const { path, body } of queue) {
      const answer = await pool.request({ path, method: 'POST', body, headers });
      await answer.body.dump();
      if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}`);
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: order.inFlight }, worker));
  const perSecond = order.requests.length / ((performance.now() - startedAt) / 1000);
  await pool.close();
  return perSecond;
}

process.on('message', (order: LoadOrder) => {
  void send(order).then((perSecond) => process.send?.({ perSecond }));
});
