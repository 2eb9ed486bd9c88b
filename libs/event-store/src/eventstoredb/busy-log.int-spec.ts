import { setTimeout as sleep } from 'node:timers/promises';
import { aStream, eventually, fromHere, idsOf, someEvents } from '../../compliance';
import type { EventStore } from '../event-store';
import { openEventStoreDBEventStore } from './open';
import { scriptedServer, type ScriptedServer } from './testing/scripted-server';

/** Each event that a server sends by itself costs both sides a message: not while many come. */
describe('a subscription to a busy log', () => {
  let sending: Set<unknown>;
  let server: ScriptedServer;
  let store: EventStore;

  beforeEach(async () => {
    const calls = (sending = new Set());
    server = await scriptedServer({
      change: (sound) => ({
        read: (call) => {
          if (call.request.getOptions()?.hasSubscription() === true) {
            calls.add(call);
            call.on('cancelled', () => calls.delete(call));
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

  /** Some thousand events a second, until something is so. */
  async function appendUntil(condition: () => boolean): Promise<string[]> {
    const appended: string[] = [];
    for (let turn = 0; turn < 1_000 && !condition(); turn += 1) {
      const events = someEvents(10);
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
    const heardInPages = heard.length + 200;
    appended.push(...(await appendUntil(() => heard.length >= heardInPages)));
    expect(sending.size).toBe(0);
    await eventually(() => sending.size === 1);
    expect(heard).toEqual(appended);
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
    const heardThen = heard.length;
    await sleep(100);
    expect(heard).toHaveLength(heardThen);
    expect(sending.size).toBe(0);
  });
});
