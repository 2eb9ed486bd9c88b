import { CorruptStore, type EventLog, type EventStore } from '@rapport/event-store';
import { setTimeout as delay } from 'node:timers/promises';
import { append, bought } from './events';
import { Engine, usePlace, type MakePlace } from './fixture';
import { cases, purchases } from './projections';

const damage = new CorruptStore('The log is damaged. Restore a backup.');

/** A log whose pages cannot be read; heads, counts and single streams still can. */
function damaged(log: EventStore): EventStore {
  const refusal: Pick<EventLog, 'readAll' | 'packed' | 'subscribe'> = {
    readAll: () => Promise.reject(damage),
    packed: () => {
      throw damage;
    },
    subscribe: () => {
      throw damage;
    },
  };
  return Object.assign(Object.create(log) as EventStore, refusal);
}

export function damagedSuite(make: MakePlace): void {
  describe('a damaged log', () => {
    const { start, here } = usePlace(make);
    const limits = { retryMs: 1 };

    /** Opens the place again, its log damaged, and lets some attempts to go on pass. */
    async function reopened(work: (engine: Engine) => Promise<void>): Promise<void> {
      const { log, readStore } = await here().open();
      const settings = { projections: [purchases], limits };
      const engine = await Engine.start({ log: damaged(log), readStore }, settings);
      await append(log, bought('j1', 2));
      await delay(50);
      try {
        await work(engine);
        expect(engine.faults.length).toBeLessThan(4);
      } finally {
        await engine.stop();
      }
    }

    it('of which no rows were made yet is said to be that, to who asks and in the status', async () => {
      const first = await start({ projections: [cases] });
      await append(first.log, bought('j1', 1));
      await first.stop();
      await reopened(async ({ runtime }) => {
        expect(() => runtime.model(purchases)).toThrow(damage);
        expect(await runtime.status()).toMatchObject([{ state: 'failed', error: damage.message }]);
      });
    });

    it('keeps the rows that were made, which stand still, and says why', async () => {
      const first = await start({ projections: [purchases] });
      await first.runtime.waitFor(await append(first.log, bought('j1', 1)));
      await first.stop();
      await reopened(async ({ runtime }) => {
        expect(await runtime.model(purchases).subject('j1')).toMatchObject([{ row: { count: 1 } }]);
        expect(await runtime.status()).toMatchObject([{ error: damage.message, lagEvents: 1 }]);
      });
    });
  });
}
