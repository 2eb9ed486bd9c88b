import { allEvents, aStream, anEvent, fromHere, idsOf, present, someEvents, type Subject } from './fixtures';
import type { EventStore, EventToAppend } from '../src';

/** Six events in two kinds of streams, of three types, and where they begin. */
async function aLog(store: EventStore) {
  const from = await fromHere(store);
  const [left, right] = [aStream('left'), aStream('right')];
  const events = ['A', 'B', 'C', 'A', 'B', 'C'].map((type) => anEvent({ type })) as [
    EventToAppend,
    ...EventToAppend[],
  ];
  await store.append(left, events.slice(0, 2), 'no-stream');
  await store.append(right, events.slice(2, 4), 'no-stream');
  await store.append(left, events.slice(4), 1);
  return { from, left, right, ids: idsOf(events) };
}

const pick = (ids: string[], ...places: number[]) => places.map((place) => ids[place]);

export function readingAll(subject: Subject): void {
  it('goes forwards in the order of the appends', async () => {
    const { store } = subject();
    const { from, ids } = await aLog(store);
    const page = await store.readAll(from);
    expect(idsOf(page.events)).toEqual(ids);
    expect(page).toMatchObject({ end: true, next: page.events.at(-1)?.position });
  });

  it('has data as text, where it has any text, that says the same', async () => {
    const { store } = subject();
    const from = await fromHere(store);
    await store.append(aStream(), [anEvent({ data: { what: 'Grüße', list: [1, null] } })], 'no-stream');
    const [event] = (await store.readAll({ ...from, detail: 'fold' })).events;
    expect(JSON.parse(event?.dataText ?? JSON.stringify(event?.data))).toEqual(event?.data);
  });

  it('goes backwards from the end', async () => {
    const { store } = subject();
    const { ids } = await aLog(store);
    const page = await store.readAll({ direction: 'backwards', limit: 6 });
    expect(idsOf(page.events)).toEqual([...ids].reverse());
  });

  it('goes on behind a position, in either direction', async () => {
    const { store } = subject();
    const { from, ids } = await aLog(store);
    const third = present((await store.readAll(from)).events[2]).position;
    expect(idsOf((await store.readAll({ after: third })).events)).toEqual(ids.slice(3));
    const back = await store.readAll({ after: third, direction: 'backwards', limit: 2 });
    expect(idsOf(back.events)).toEqual(pick(ids, 1, 0));
  });

  it('reads the same in pages of any size', async () => {
    const { store } = subject();
    const { from, ids } = await aLog(store);
    for (const limit of [1, 2, 4, 5, 6, 7])
      expect(idsOf(await allEvents(store, { ...from, limit }))).toEqual(ids);
  });

  it('says when nothing lies behind a page', async () => {
    const { store } = subject();
    const { from } = await aLog(store);
    const first = await store.readAll({ ...from, limit: 5 });
    expect(first.end).toBe(false);
    const second = await store.readAll({ after: present(first.next), limit: 1 });
    expect(second).toMatchObject({ end: true, next: await store.head() });
    const third = await store.readAll({ after: present(second.next) });
    expect(third).toEqual({ events: [], end: true, next: second.next });
  });

  it('filters by types', async () => {
    const { store } = subject();
    const { from, ids } = await aLog(store);
    expect(idsOf(await allEvents(store, { ...from, filter: { types: ['A', 'C'] } }))).toEqual(
      pick(ids, 0, 2, 3, 5),
    );
  });

  it('filters by the prefix of the stream', async () => {
    const { store } = subject();
    const { from, left, ids } = await aLog(store);
    expect(idsOf(await allEvents(store, { ...from, filter: { streamPrefix: 'right-' } }))).toEqual(
      pick(ids, 2, 3),
    );
    expect(idsOf(await allEvents(store, { ...from, filter: { streamPrefix: left } }))).toEqual(
      pick(ids, 0, 1, 4, 5),
    );
    expect(await allEvents(store, { ...from, filter: { streamPrefix: 'igh' } })).toEqual([]);
  });

  it('filters by both', async () => {
    const { store } = subject();
    const { from, ids } = await aLog(store);
    const filter = { types: ['A', 'B'], streamPrefix: 'left-' };
    expect(idsOf(await allEvents(store, { ...from, filter }))).toEqual(pick(ids, 0, 1, 4));
  });

  it('filters in pages of any size', async () => {
    const { store } = subject();
    const { from, ids } = await aLog(store);
    const filter = { types: ['A', 'B'] };
    for (const limit of [1, 2, 3]) {
      expect(idsOf(await allEvents(store, { ...from, filter, limit }))).toEqual(pick(ids, 0, 1, 3, 4));
    }
  });

  it('filters backwards too, and fills its pages', async () => {
    const { store } = subject();
    const { ids } = await aLog(store);
    const page = await store.readAll({
      direction: 'backwards',
      limit: 2,
      filter: { types: ['A'], streamPrefix: '' },
    });
    expect(idsOf(page.events)).toEqual(pick(ids, 3, 0));
  });

  it('fills a page from far behind what the filter leaves out', async () => {
    const { store } = subject();
    const from = await fromHere(store);
    const type = aStream('Rare');
    for (let round = 0; round < 3; round += 1) {
      await store.append(aStream(), someEvents(2_500), 'no-stream');
      await store.append(aStream(), [anEvent({ type })], 'no-stream');
    }
    expect((await store.readAll({ ...from, limit: 2, filter: { types: [type] } })).events).toHaveLength(2);
    const backwards = { direction: 'backwards', limit: 3, filter: { types: [type] } } as const;
    expect((await store.readAll(backwards)).events).toHaveLength(3);
  });

  it('goes on from where a filter found nothing', async () => {
    const { store } = subject();
    const { from } = await aLog(store);
    const page = await store.readAll({ ...from, filter: { types: ['NeverHeardOf'] } });
    expect(page).toEqual({ events: [], end: true, next: await store.head() });
    const { position } = await store.append(aStream(), [anEvent({ type: 'NeverHeardOf' })], 'any');
    const later = await store.readAll({ after: present(page.next), filter: { types: ['NeverHeardOf'] } });
    expect(later.events.map((event) => event.position)).toEqual([position]);
  });

  it('takes an empty list of types for none', async () => {
    const { store } = subject();
    const { from } = await aLog(store);
    expect(await allEvents(store, { ...from, filter: { types: [] } })).toEqual([]);
  });

  it('leaves the metadata unread where only folds ask', async () => {
    const { store } = subject();
    const from = await fromHere(store);
    await store.append(aStream(), [anEvent({ policyVersion: 4, data: { kept: true } })], 'any');
    const [event] = (await store.readAll({ ...from, detail: 'fold' })).events;
    expect(event).toMatchObject({ policyVersion: 4, data: { kept: true } });
    expect(() => event?.metadata).toThrow('metadata');
  });
}
