import {
  ErrorType,
  EventStoreDBClient,
  eventTypeFilter,
  jsonEvent,
  streamNameFilter,
  type AllStreamSubscription,
  type Filter,
  type ResolvedEvent,
  type StreamSubscription,
} from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { eventually } from '../../compliance';
import { againstServers, type ServerUnderTest } from './testing/servers';

const someEvents = (count: number, type = 'SomethingHappened') =>
  Array.from({ length: count }, (_, index) => jsonEvent({ type, data: { index }, metadata: { by: 'us' } }));

const aStream = (prefix = 'client'): string => `${prefix}-${randomUUID()}`;

const revisionsOf = (events: readonly ResolvedEvent[]): number[] =>
  events.map(({ event }) => Number(event?.revision));

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

/** Servers say that a subscription caught up since 23.10. */
async function saysCaughtUp(client: EventStoreDBClient): Promise<boolean> {
  const { capabilities } = client as unknown as { capabilities: Promise<{ serverVersion: string }> };
  const [year = 0, month = 0] = (await capabilities).serverVersion.split('.').map(Number);
  return year > 23 || (year === 23 && month >= 10);
}

/** What a subscription delivered, as it comes. */
function listeningTo(subscription: AllStreamSubscription | StreamSubscription, says: boolean) {
  const events: ResolvedEvent[] = [];
  let [confirmed, caughtUp] = [false, false];
  subscription
    .on('data', (event: ResolvedEvent) => void events.push(event))
    .on('confirmation', () => (confirmed = true))
    .on('caughtUp', () => (caughtUp = true))
    .on('error', () => undefined);
  return {
    events,
    isConfirmed: () => confirmed,
    isCaughtUp: () => caughtUp || (confirmed && !says),
    has: (count: number) => eventually(() => events.length >= count),
  };
}

againstServers((name, open) =>
  describe(`the official client and ${name}`, () => {
    let server: ServerUnderTest;
    let client: EventStoreDBClient;
    let says: boolean;

    beforeEach(async () => {
      server = await open();
      client = EventStoreDBClient.connectionString(server.connectionString);
      says = await saysCaughtUp(client);
    });

    const listening = (subscription: AllStreamSubscription | StreamSubscription) =>
      listeningTo(subscription, says);

    afterEach(async () => {
      await client.dispose();
      await server.close();
    });

    const append = (stream: string, count: number, type?: string) =>
      client.appendToStream(stream, someEvents(count, type));

    /** Where the log ends, as a reader would go on from. */
    async function headOfLog() {
      const [head] = await all(client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 1 }));
      return head?.event?.position ?? ('start' as const);
    }

    describe('appending', () => {
      it('answers with the revision and the position of the last event', async () => {
        const stream = aStream();
        const result = await append(stream, 3);
        const events = await all(client.readStream(stream));
        expect(result).toMatchObject({ success: true, nextExpectedRevision: 2n });
        expect(events.at(-1)?.event?.position).toEqual(result.position);
      });

      it('says what was expected and what there is', async () => {
        const stream = aStream();
        await append(stream, 2);
        for (const [expectedRevision, expectedVersion] of [
          ['no_stream', 'no_stream'],
          [5n, 5n],
        ] as const)
          await expect(
            client.appendToStream(stream, someEvents(1), { expectedRevision }),
          ).rejects.toMatchObject({
            type: ErrorType.WRONG_EXPECTED_VERSION,
            streamName: stream,
            expectedVersion,
            actualVersion: 1n,
          });
        await expect(
          client.appendToStream(aStream(), someEvents(1), { expectedRevision: 'stream_exists' }),
        ).rejects.toMatchObject({ type: ErrorType.WRONG_EXPECTED_VERSION, actualVersion: 'no_stream' });
      });

      it('takes appends one by one too, which callers with credentials of their own make', async () => {
        const stream = aStream();
        const credentials = { username: 'admin', password: 'changeit' };
        const single = { credentials, expectedRevision: 'no_stream' } as const;
        const result = await client.appendToStream(stream, someEvents(2), single);
        expect(result).toMatchObject({ success: true, nextExpectedRevision: 1n });
        await expect(client.appendToStream(stream, someEvents(1), single)).rejects.toMatchObject({
          type: ErrorType.WRONG_EXPECTED_VERSION,
          actualVersion: 1n,
        });
      });

      it('refuses more than a megabyte', async () => {
        const event = jsonEvent({ type: 'Large', data: { text: 'x'.repeat(1_100_000) } });
        await expect(client.appendToStream(aStream(), event)).rejects.toMatchObject({
          type: ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED,
          maxAppendSize: 1_048_576,
        });
      });
    });

    describe('reading a stream', () => {
      it('gives events as they were appended', async () => {
        const stream = aStream();
        const event = jsonEvent({
          type: 'Told',
          data: { text: 'Grüße 👋' },
          metadata: { $correlationId: 'k' },
        });
        await client.appendToStream(stream, event);
        const [read] = await all(client.readStream(stream));
        expect(read?.event).toMatchObject({
          id: event.id,
          type: 'Told',
          data: event.data,
          isJson: true,
          streamId: stream,
          revision: 0n,
          metadata: { $correlationId: 'k' },
        });
        expect(Math.abs(Date.now() - (read?.event?.created.getTime() ?? 0))).toBeLessThan(60_000);
      });

      it('goes either way, from anywhere, as far as it is told to', async () => {
        const stream = aStream();
        await append(stream, 600);
        const read = async (options: Parameters<typeof client.readStream>[1]) =>
          revisionsOf(await all(client.readStream(stream, options)));
        expect(await read({})).toHaveLength(600);
        expect(await read({ fromRevision: 597n })).toEqual([597, 598, 599]);
        expect(await read({ fromRevision: 3n, maxCount: 2 })).toEqual([3, 4]);
        expect(await read({ fromRevision: 600n })).toEqual([]);
        expect(await read({ direction: 'backwards', fromRevision: 'end', maxCount: 2 })).toEqual([599, 598]);
        expect(await read({ direction: 'backwards', fromRevision: 1n })).toEqual([1, 0]);
        expect(await read({ direction: 'backwards', fromRevision: 'start' })).toEqual([0]);
      });

      it('says that there is none', async () => {
        await expect(all(client.readStream(aStream()))).rejects.toMatchObject({
          type: ErrorType.STREAM_NOT_FOUND,
        });
      });
    });

    describe('reading the log', () => {
      it('begins with the event at a position forwards, and before it backwards', async () => {
        const stream = aStream();
        await append(stream, 5);
        const events = await all(client.readStream(stream));
        const fromPosition = events[2]?.event?.position ?? 'start';
        const forwards = await all(client.readAll({ fromPosition, maxCount: 3 }));
        expect(revisionsOf(forwards)).toEqual([2, 3, 4]);
        const backwards = await all(client.readAll({ fromPosition, direction: 'backwards', maxCount: 2 }));
        expect(revisionsOf(backwards)).toEqual([1, 0]);
        expect(await all(client.readAll({ fromPosition: 'end' }))).toEqual([]);
        expect(await all(client.readAll({ fromPosition: 'start', direction: 'backwards' }))).toEqual([]);
      });
    });

    describe('subscribing', () => {
      it('to all delivers what is behind a position, says that it caught up, and goes on', async () => {
        const fromPosition = await headOfLog();
        const stream = aStream();
        await append(stream, 300);
        const heard = listening(
          client.subscribeToAll({ fromPosition, filter: streamNameFilter({ prefixes: [stream] }) }),
        );
        await heard.has(300);
        await eventually(() => heard.isConfirmed() && heard.isCaughtUp());
        await append(stream, 2);
        await heard.has(302);
        expect(revisionsOf(heard.events)).toEqual(Array.from({ length: 302 }, (_, index) => index));
      });

      it('to all begins behind the event at a position', async () => {
        const stream = aStream();
        await append(stream, 3);
        const [first] = await all(client.readStream(stream, { maxCount: 1 }));
        const heard = listening(client.subscribeToAll({ fromPosition: first?.event?.position ?? 'start' }));
        await heard.has(2);
        const ours = heard.events.filter(({ event }) => event?.streamId === stream);
        expect(revisionsOf(ours)).toEqual([1, 2]);
      });

      it('to the end of all delivers only what comes', async () => {
        const stream = aStream();
        await append(stream, 2);
        const filter = streamNameFilter({ prefixes: [stream] });
        const heard = listening(client.subscribeToAll({ fromPosition: 'end', filter }));
        await eventually(() => heard.isCaughtUp());
        await append(stream, 1);
        await heard.has(1);
        expect(revisionsOf(heard.events)).toEqual([2]);
      });

      it('filters by streams and types, by prefix and by regular expression', async () => {
        const fromPosition = await headOfLog();
        const mark = randomUUID().slice(0, 8);
        await append(`one-${mark}`, 1, `Alpha${mark}`);
        await append(`two-${mark}`, 1, `Beta${mark}`);
        await append(`three-${mark}`, 1, `Alphabet${mark}`);
        const heardBy = async (filter: Filter, count: number) => {
          const heard = listening(client.subscribeToAll({ fromPosition, filter }));
          await heard.has(count);
          await eventually(() => heard.isCaughtUp());
          return heard.events.map(({ event }) => event?.streamId);
        };
        const [one, two, three] = [`one-${mark}`, `two-${mark}`, `three-${mark}`];
        expect(await heardBy(streamNameFilter({ prefixes: [one, three] }), 2)).toEqual([one, three]);
        expect(await heardBy(streamNameFilter({ regex: `^t.*-${mark}$` }), 2)).toEqual([two, three]);
        expect(await heardBy(eventTypeFilter({ prefixes: [`Alphabet${mark}`] }), 1)).toEqual([three]);
        expect(await heardBy(eventTypeFilter({ regex: `^(Alpha|Beta)${mark}$` }), 2)).toEqual([one, two]);
      });

      it('tells by checkpoints how far a filter has looked, and goes on from one exactly', async () => {
        const fromPosition = await headOfLog();
        const stream = aStream();
        const checkpoints: { commit: bigint; prepare: bigint }[] = [];
        const filter = eventTypeFilter({
          prefixes: ['Rare'],
          maxSearchWindow: 10,
          checkpointInterval: 1,
          checkpointReached: (_, position) => void checkpoints.push(position),
        });
        const heard = listening(client.subscribeToAll({ fromPosition, filter }));
        for (let round = 0; round < 12; round += 1) await append(stream, 5);
        await eventually(() => checkpoints.length >= 2);
        await append(stream, 1, `Rare`);
        await heard.has(1);
        const resumed = listening(
          client.subscribeToAll({ fromPosition: checkpoints.at(-1) ?? 'end', filter }),
        );
        await resumed.has(1);
        expect(resumed.events[0]?.event?.id).toBe(heard.events[0]?.event?.id);
      });

      it('to a stream is behind a revision, also to one that comes to be later', async () => {
        const [old, late] = [aStream(), aStream()];
        await append(old, 4);
        const heard = listening(client.subscribeToStream(old, { fromRevision: 1n }));
        const heardLate = listening(client.subscribeToStream(late));
        const heardNew = listening(client.subscribeToStream(old, { fromRevision: 'end' }));
        const heardFar = listening(client.subscribeToStream(old, { fromRevision: 2n ** 53n }));
        await eventually(() => heardLate.isConfirmed() && heardNew.isCaughtUp() && heardFar.isCaughtUp());
        await append(`${old}-other`, 1);
        await append(old, 1);
        await append(late, 2);
        await Promise.all([heard.has(3), heardLate.has(2), heardNew.has(1)]);
        expect(revisionsOf(heard.events)).toEqual([2, 3, 4]);
        expect(revisionsOf(heardLate.events)).toEqual([0, 1]);
        expect(revisionsOf(heardNew.events)).toEqual([4]);
        expect(heardFar.events).toEqual([]);
      });

      it('makes the server wait for a slow reader, and loses nothing', async () => {
        const stream = aStream();
        for (let round = 0; round < 8; round += 1)
          await client.appendToStream(
            stream,
            Array.from({ length: 50 }, () => jsonEvent({ type: 'Long', data: { text: 'x'.repeat(15_000) } })),
          );
        let count = 0;
        for await (const { event } of client.subscribeToStream(stream)) {
          expect(Number(event?.revision)).toBe(count);
          count += 1;
          if (count % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 50));
          if (count === 400) break;
        }
        expect(count).toBe(400);
      });
    });
  }),
);
