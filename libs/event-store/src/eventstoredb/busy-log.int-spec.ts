import { status } from '@grpc/grpc-js';
import { setTimeout as sleep } from 'node:timers/promises';
import { aStream, eventually, fromHere, idsOf, someEvents } from '../../compliance';
import type { EventStore } from '../event-store';
import { openEventStoreDBEventStore } from './open';
import { scriptedServer, type ScriptedServer } from './testing/scripted-server';

/** Each event that a server sends by itself costs both sides a message: not while many come. */
describe('a subscription to a busy log', () => {
  /** Calls by which the server sends each event. */
  let sending: Set<unknown>;
  /** Calls of either kind there ever were. */
  let [subscriptions, pages] = [0, 0];
  let pagesToFail = 0;
  let server: ScriptedServer;
  let store: EventStore;

  beforeEach(async () => {
    const calls = (sending = new Set());
    [subscriptions, pages, pagesToFail] = [0, 0, 0];
    server = await scriptedServer({
      change: (sound) => ({
        read: (call) => {
          if (call.request.getOptions()?.hasSubscription() === true) {
            subscriptions += 1;
            calls.add(call);
            call.on('cancelled', () => calls.delete(call));
          } else {
            pages += 1;
            if (pagesToFail-- > 0) {
              call.emit('error', { code: status.UNAVAILABLE, details: 'away' });
              return;
            }
          }
          sound.read(call);
        },
      }),
    });
    store = await openEventStoreDBEventStore({
      connectionString: `esdb://127.0.0.1:${server.port}?tls=false`,
    });
  });

  afterEach(async () => {
    await store.close();
    await server.close();
  });

  /** Thousands of events a second, until something is so. */
  async function appendUntil(condition: () => boolean): Promise<string[]> {
    const appended: string[] = [];
    for (let turn = 0; turn < 1_000 && !condition(); turn += 1) {
      const events = someEvents(50);
      await server.log.append(aStream(), events, 'any');
      appended.push(...idsOf(events));
      await sleep(5);
    }
    expect(condition()).toBe(true);
    return appended;
  }

  it('is sent each event while few come, asks for them while many do, and is sent each again', async () => {
    const heard: string[] = [];
    store.subscribe((events) => void heard.push(...idsOf(events)), await fromHere(store));
    await eventually(() => sending.size === 1);
    const appended = await appendUntil(() => sending.size === 0);
    const heardInPages = heard.length + 1_000;
    appended.push(...(await appendUntil(() => heard.length >= heardInPages)));
    expect(subscriptions).toBe(1);
    await eventually(() => sending.size === 1);
    expect(subscriptions).toBe(2);
    expect(heard).toEqual(appended);
  });

  it.each([3, 9])('goes on behind what was handled where %s questions for a page fail', async (count) => {
    const heard: string[] = [];
    store.subscribe((events) => void heard.push(...idsOf(events)), await fromHere(store));
    await eventually(() => sending.size === 1);
    const appended = await appendUntil(() => sending.size === 0);
    pagesToFail = count;
    const more = someEvents(50);
    await server.log.append(aStream(), more, 'any');
    appended.push(...idsOf(more));
    await eventually(() => heard.length >= appended.length);
    expect(heard).toEqual(appended);
    expect(pagesToFail).toBeLessThanOrEqual(0);
  });

  it('is silent once it is closed', async () => {
    const heard: string[] = [];
    const subscription = store.subscribe(
      (events) => void heard.push(...idsOf(events)),
      await fromHere(store),
    );
    await eventually(() => sending.size === 1);
    await appendUntil(() => sending.size === 0);
    const closing = subscription.close();
    await server.log.append(aStream(), someEvents(10), 'any');
    await closing;
    const [heardThen, pagesThen] = [heard.length, pages];
    await sleep(100);
    expect(heard).toHaveLength(heardThen);
    expect([sending.size, pages]).toEqual([0, pagesThen]);
  });
});
