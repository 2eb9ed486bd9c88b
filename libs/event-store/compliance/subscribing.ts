import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from './eventually';
import { aStream, anEvent, fromHere, idsOf, present, someEvents, type Subject } from './fixtures';
import type { EventStore, Position, SubscribeOptions } from '../src';

/** Subscribes, keeps the ids, and can wait for their number. */
function listener(store: EventStore, options: SubscribeOptions) {
  const ids: string[] = [];
  const upTo: Position[] = [];
  const sizes: number[] = [];
  const subscription = store.subscribe((events, reached) => {
    ids.push(...idsOf(events));
    sizes.push(events.length);
    upTo.push(reached);
  }, options);
  return { ids, upTo, sizes, subscription, has: (count: number) => eventually(() => ids.length >= count) };
}

export function subscribing(subject: Subject): void {
  it('delivers what is there and then what comes', async () => {
    const { store } = subject();
    const from = await fromHere(store);
    const [before, after] = [someEvents(5), someEvents(3)];
    await store.append(aStream(), before, 'any');
    const heard = listener(store, from);
    await heard.subscription.caughtUp;
    expect(heard.ids).toEqual(idsOf(before));
    for (const event of after) await store.append(aStream(), [event], 'any');
    await heard.has(8);
    expect(heard.ids).toEqual(idsOf([...before, ...after]));
  });

  it('turns live under load without a gap, a duplicate or a change of order', async () => {
    const { store } = subject();
    const from = await fromHere(store);
    const events = someEvents(1_500);
    const heard: ReturnType<typeof listener>[] = [];
    for (let index = 0; index < events.length; index += 15) {
      const appends = events.slice(index, index + 15).map((event) => store.append(aStream(), [event], 'any'));
      if (index % 300 === 0) heard.push(listener(store, { ...from, batchSize: 1 + index }));
      await Promise.all(appends);
    }
    const logged = idsOf((await store.readAll({ ...from, limit: 2_000 })).events);
    expect(logged).toHaveLength(events.length);
    for (const each of heard) {
      await each.has(events.length);
      expect(each.ids).toEqual(logged);
    }
  });

  it('follows through bursts and lulls without a gap, a duplicate or a change of order', async () => {
    const { store } = subject();
    const from = await fromHere(store);
    const heard = [from, { ...from, batchSize: 7 }].map((options) => listener(store, options));
    const filtered = listener(store, { ...from, filter: { types: ['Wanted'] } });
    const append = (type: string) => store.append(aStream(), [anEvent({ type })], 'any');
    for (let round = 0; round < 2; round += 1) {
      for (let turn = 0; turn < 30; turn += 1) {
        await Promise.all(someEvents(20).map((_, index) => append(index % 2 === 0 ? 'Wanted' : 'Other')));
        await sleep(5);
      }
      for (let turn = 0; turn < 6; turn += 1) await sleep(40).then(() => append('Wanted'));
    }
    const { events } = await store.readAll({ ...from, limit: 5_000 });
    const wanted = events.filter(({ type }) => type === 'Wanted');
    for (const [each, expected] of [
      ...heard.map((each) => [each, events] as const),
      [filtered, wanted] as const,
    ]) {
      await each.has(expected.length);
      expect(each.ids).toEqual(idsOf(expected));
    }
  });

  it('awaits the handler before it calls it again', async () => {
    const { store } = subject();
    const from = await fromHere(store);
    await store.append(aStream(), someEvents(20), 'any');
    let [running, most, handled] = [0, 0, 0];
    store.subscribe(
      async (events) => {
        running += 1;
        most = Math.max(most, running);
        await sleep(2);
        running -= 1;
        handled += events.length;
      },
      { ...from, batchSize: 3 },
    );
    await store.append(aStream(), someEvents(5), 'any');
    await eventually(() => handled === 25);
    expect(most).toBe(1);
  });

  it('hands over no more at once than was asked for', async () => {
    const { store } = subject();
    const from = await fromHere(store);
    await store.append(aStream(), someEvents(10), 'any');
    const heard = listener(store, { ...from, batchSize: 4 });
    await heard.has(10);
    expect(Math.max(...heard.sizes)).toBeLessThanOrEqual(4);
  });

  it('goes on exactly behind what a handler was told to be covered', async () => {
    const { store } = subject();
    const from = await fromHere(store);
    const events = someEvents(9);
    await store.append(aStream(), events, 'any');
    const first = listener(store, { ...from, batchSize: 2 });
    await first.has(9);
    await first.subscription.close();
    const second = listener(store, { after: present(first.upTo[1]) });
    await second.has(5);
    expect(second.ids).toEqual(idsOf(events).slice(4));
  });

  it('closes at any moment', async () => {
    const { store } = subject();
    await store.append(aStream(), [anEvent()], 'any');
    for (let turns = 0; turns < 12; turns += 1) {
      const { subscription } = listener(store, await fromHere(store));
      await subscription.caughtUp;
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      await subscription.close();
    }
  });

  it('begins at the end when told so', async () => {
    const { store } = subject();
    await store.append(aStream(), someEvents(3), 'any');
    const heard = listener(store, { after: 'end' });
    await heard.subscription.caughtUp;
    const event = anEvent();
    await store.append(aStream(), [event], 'any');
    await heard.has(1);
    expect(heard.ids).toEqual([event.id]);
  });

  it('begins at the start when nothing is said', async () => {
    const { store } = subject();
    await store.append(aStream(), someEvents(3), 'any');
    const heard = listener(store, { batchSize: 3 });
    await heard.has(3);
    expect(heard.ids.slice(0, 3)).toEqual(idsOf((await store.readAll({ limit: 3 })).events));
  });

  it('filters, and still tells how far it is', async () => {
    const { store } = subject();
    const from = await fromHere(store);
    const wanted = anEvent({ type: 'Wanted' });
    const heard = listener(store, { ...from, filter: { types: ['Wanted'], streamPrefix: 'here-' } });
    await store.append(aStream('there'), [anEvent({ type: 'Wanted' })], 'any');
    await store.append(aStream('here'), [anEvent(), wanted], 'any');
    await heard.has(1);
    const { position } = await store.append(aStream('here'), someEvents(3), 'any');
    await eventually(() => (heard.upTo.at(-1) ?? '') >= position);
    expect(heard.ids).toEqual([wanted.id]);
  });

  it('lets a handler append', async () => {
    const { store } = subject();
    const from = await fromHere(store);
    const seen: string[] = [];
    store.subscribe(async (events) => {
      for (const { type } of events) {
        seen.push(type);
        if (type === 'Ping') await store.append(aStream(), [anEvent({ type: 'Pong' })], 'any');
      }
    }, from);
    await store.append(aStream(), [anEvent({ type: 'Ping' })], 'any');
    await eventually(() => seen.length === 2);
    expect(seen).toEqual(['Ping', 'Pong']);
  });
}
