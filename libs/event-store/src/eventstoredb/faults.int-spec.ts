import { setTimeout as sleep } from 'node:timers/promises';
import { allEvents, anEvent, aStream, eventually, fromHere, idsOf, someEvents } from '../../compliance';
import { StoreUnavailable } from '../errors';
import type { EventStore } from '../event-store';
import { PositionCodec } from '../position-codec';
import { Upcasters } from '../upcasters';
import { Connection } from './connection';
import { LogReader } from './log-reader';
import { openEventStoreDBEventStore, type EventStoreDBOptions } from './open';
import { CuttableProxy } from './testing/cuttable-proxy';
import { againstServers, type ServerUnderTest } from './testing/servers';

/** What a network does between an engine and its log. */
againstServers(
  (name, open) =>
    describe(`the adapter, cut off from ${name}`, () => {
      let server: ServerUnderTest;
      let proxy: CuttableProxy;
      const stores: EventStore[] = [];

      beforeEach(async () => {
        server = await open();
        proxy = await CuttableProxy.to(server.port);
      });

      afterEach(async () => {
        proxy.heal();
        await Promise.all(stores.splice(0).map((store) => store.close()));
        await proxy.close();
        await server.close();
      });

      async function openStore(options: Partial<EventStoreDBOptions> = {}): Promise<EventStore> {
        const { connectionString } = proxy;
        const store = await openEventStoreDBEventStore({ connectionString, retryDelayMs: 20, ...options });
        stores.push(store);
        return store;
      }

      const directly = () => openStore({ connectionString: server.connectionString });

      it('goes on with a subscription where it was, without a gap or a duplicate, as often as it breaks', async () => {
        const [store, writer] = [await openStore(), await directly()];
        const stream = aStream();
        const heard: string[] = [];
        store.subscribe(
          async (events) => {
            await sleep(1);
            heard.push(...idsOf(events.filter((event) => event.stream === stream)));
          },
          { ...(await fromHere(writer)), batchSize: 7 },
        );
        for (let round = 0; round < 5; round += 1) {
          await writer.append(stream, someEvents(30), 'any');
          await eventually(() => heard.length >= round * 60 + 10);
          proxy.cut();
          await writer.append(stream, someEvents(30), 'any');
          proxy.heal();
        }
        await eventually(() => heard.length >= 300);
        expect(heard).toEqual(idsOf(await writer.readStream(stream)));
      });

      it('goes on so while many events come as well', async () => {
        const [store, writer] = [await openStore(), await directly()];
        const stream = aStream();
        const heard: string[] = [];
        store.subscribe(
          (events) => {
            heard.push(...idsOf(events.filter((event) => event.stream === stream)));
          },
          await fromHere(writer),
        );
        for (let turn = 0; turn < 160; turn += 1) {
          await writer.append(stream, someEvents(10), 'any');
          await sleep(5);
          if (turn % 40 === 25) proxy.cut();
          if (turn % 40 === 30) proxy.heal();
        }
        await eventually(() => heard.length >= 1_600);
        expect(heard).toEqual(idsOf(await writer.readStream(stream, { limit: 2_000 })));
      });

      it('repeats appends that name what they follow, in their order, and stores them once', async () => {
        const store = await openStore();
        const stream = aStream();
        await store.append(stream, [anEvent()], 'no-stream');
        proxy.mute();
        const events = someEvents(20);
        const appends = events.map((event, index) => store.append(stream, [event], index));
        await eventuallyStored(await directly(), stream, 2); // the others wait for its answer
        proxy.cut();
        proxy.heal();
        expect((await Promise.all(appends)).map(({ revision }) => revision)).toEqual(
          events.map((_, i) => i + 1),
        );
        expect(idsOf(await store.readStream(stream)).slice(1)).toEqual(idsOf(events));
      });

      it('repeats what the cut kept from arriving', async () => {
        const store = await openStore();
        await store.append(aStream(), [anEvent()], 'no-stream');
        proxy.cut();
        const stream = aStream();
        const appends = [
          store.append(stream, someEvents(2), 'no-stream'),
          store.append(stream, someEvents(2), 1),
          store.append(aStream(), [anEvent()], 'no-stream'),
        ];
        await sleep(100);
        proxy.heal();
        await expect(Promise.all(appends)).resolves.toMatchObject([
          { revision: 1 },
          { revision: 3 },
          { revision: 0 },
        ]);
      });

      it('gives reads up that a server which hangs leaves without an answer', async () => {
        await openStore();
        const connection = new Connection(proxy.connectionString);
        const decoding = { positions: new PositionCodec('l'), upcasters: new Upcasters() };
        const tries = { attempts: 2, withinMs: 100, answersWithinMs: 300 };
        const reader = new LogReader(connection, decoding, tries);
        await reader.newest();
        proxy.mute();
        await expect(reader.stream(aStream(), 'forwards', 0, 10)).rejects.toThrow(StoreUnavailable);
        await expect(reader.newest()).rejects.toThrow(StoreUnavailable);
        await connection.close();
      });

      it.each(['any', 'exists'] as const)(
        'says of an append with %s that its outcome is unknown',
        async (expected) => {
          const store = await openStore();
          const stream = aStream();
          await store.append(stream, [anEvent()], 'no-stream');
          proxy.mute();
          const append = expect(store.append(stream, [anEvent()], expected)).rejects.toMatchObject({
            code: 'unknown-outcome',
          });
          await eventuallyStored(await directly(), stream, 2);
          proxy.cut();
          await append;
          proxy.heal();
          await expect(store.append(stream, [anEvent()], 1)).resolves.toMatchObject({ revision: 2 });
        },
      );

      it('gives up in time: unknown where it was sent, unavailable where it was not', async () => {
        const store = await openStore({ giveUpAfterMs: 300 });
        const stream = aStream();
        await store.append(stream, [anEvent()], 'no-stream');
        proxy.mute();
        await expect(store.append(stream, [anEvent()], 0)).rejects.toMatchObject({ code: 'unknown-outcome' });
        proxy.cut();
        await sleep(50);
        await expect(store.append(stream, [anEvent()], 0)).rejects.toMatchObject({
          code: 'store-unavailable',
        });
      });

      it('keeps the appends of other stores out of it', async () => {
        const [store, other] = [await openStore(), await directly()];
        await store.append(aStream(), [anEvent()], 'no-stream');
        const streams = Array.from({ length: 50 }, () => aStream());
        const appends = streams.map((stream) => other.append(stream, [anEvent()], 'any'));
        const failing = expect(store.append(aStream(), [anEvent()], 'any')).rejects.toMatchObject({
          code: 'unknown-outcome',
        });
        proxy.mute();
        proxy.cut();
        await Promise.all([...appends, failing]);
      });

      it('reads again what a cut kept from being read', async () => {
        const store = await openStore();
        const from = await fromHere(store);
        const events = someEvents(3_000);
        await store.append(aStream(), events, 'no-stream');
        const reading = allEvents(store, { ...from, limit: 500 });
        await sleep(10);
        proxy.cut();
        setTimeout(() => proxy.heal(), 100);
        expect(idsOf(await reading)).toEqual(idsOf(events));
      });

      it('says in health and in reads that the server is away', async () => {
        const store = await openStore();
        proxy.cut();
        const [health, head] = await Promise.allSettled([store.health(), store.head()]);
        expect(health).toMatchObject({ value: { writable: false } });
        expect(head).toMatchObject({ reason: { code: 'store-unavailable' } });
      });

      it('ends at once where the server is away, and connects to nothing any more', async () => {
        const store = await openStore();
        const subscription = store.subscribe(() => undefined, { after: 'end' });
        subscription.closed.catch(() => undefined);
        await subscription.caughtUp;
        proxy.cut();
        const reading = expect(store.readAll()).rejects.toMatchObject({ code: 'store-closed' });
        await sleep(500);
        const began = performance.now();
        await store.close();
        expect(performance.now() - began).toBeLessThan(1_000);
        proxy.heal();
        await reading;
        expect(proxy.connections).toBe(0);
      });

      async function eventuallyStored(store: EventStore, stream: string, count: number): Promise<void> {
        for (let tries = 0; tries < 500; tries += 1) {
          if ((await store.readStream(stream)).length >= count) return;
          await sleep(10);
        }
        throw new Error(`${stream} never had ${count} events.`);
      }
    }),
  'by a proxy',
);
