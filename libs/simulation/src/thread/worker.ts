import { codeOf, reasonOf } from '@rapport/event-store';
import { openLogReader } from '@rapport/stores';
import { once } from 'node:events';
import { parentPort, type MessagePort } from 'node:worker_threads';
import type { Tallied } from '../outcome/tallied';
import { carryOutShare } from './carry-out';
import type { FromThread, ToThread } from './messages';
import type { ShareOrder } from './order';

/** A simulation's thread: does what it is ordered, one after the other, until it is ended from outside. */
function main(port: MessagePort): void {
  const tell = (message: FromThread): void => port.postMessage(message);
  port.on('message', (message: ToThread) => {
    if (!('order' in message)) return;
    done(message.order, port, tell).then(
      (tallied) => tell({ tallied }),
      (error: unknown) => tell({ error: { message: reasonOf(error), code: codeOf(error) } }),
    );
  });
}

async function done(
  order: ShareOrder,
  port: MessagePort,
  tell: (message: FromThread) => void,
): Promise<Tallied> {
  const log = await openLogReader(order.eventStore);
  try {
    return await carryOutShare(order, {
      log,
      share: order.share,
      newestOfAll: async (newestOccurredAt) => {
        const told = once(port, 'message') as Promise<[{ readonly newestOccurredAt: number }]>;
        tell({ newestOccurredAt });
        return (await told)[0].newestOccurredAt;
      },
      onProgress: (progress) => tell({ progress }),
      signal: new AbortController().signal,
    });
  } finally {
    await log.close();
  }
}

if (parentPort !== null) main(parentPort);
