import { packedFromPages, type EventStore, type PackedOptions, type PackedReader } from '../src';
import { aStream, anEvent, fromHere, present, someEvents, type Subject } from './fixtures';

/** What is behind a place, read in columns, as one object for each event again. */
async function readPacked(
  store: EventStore,
  from: Awaited<ReturnType<typeof fromHere>>,
  options?: PackedOptions,
) {
  return unpacked(store.packed(options), from);
}

async function unpacked(reader: PackedReader, { after }: Awaited<ReturnType<typeof fromHere>>) {
  const events: object[] = [];
  for (let at = after; ;) {
    const page = await reader.read(at);
    if (page === undefined) return { events, upTo: at };
    const texts = page.data.split('\n');
    expect(texts).toHaveLength(Math.max(1, page.streams.length));
    page.streams.forEach((stream, index) =>
      events.push({
        stream: reader.stream(stream),
        type: reader.type(present(page.types[index])),
        revision: page.revisions[index],
        policyVersion: page.policyVersions[index],
        occurredAt: page.occurredAt[index],
        recordedAt: page.recordedAt(index),
        id: page.id(index),
        data: texts[index] === '' ? undefined : (JSON.parse(present(texts[index])) as unknown),
      }),
    );
    at = page.upTo;
  }
}

async function aLog(store: EventStore) {
  const from = await fromHere(store);
  const [left, right] = [aStream('left'), aStream('right')];
  const data = { what: 'Grüße 👋\n"', list: [1, null] };
  await store.append(
    left,
    [anEvent({ type: 'A', data }), anEvent({ type: 'B', policyVersion: 4 })],
    'no-stream',
  );
  await store.append(right, [anEvent({ type: 'C', occurredAt: -5 })], 'no-stream');
  await store.append(left, [anEvent({ type: 'C' })], 1);
  return { from, left, right };
}

async function asPages(store: EventStore, from: Awaited<ReturnType<typeof fromHere>>) {
  const { events } = await store.readAll(from);
  return events.map(({ stream, type, revision, policyVersion, occurredAt, recordedAt, id, data }) => ({
    ...{ stream, type, revision, policyVersion, occurredAt, recordedAt },
    id,
    data,
  }));
}

export function readingPacked(subject: Subject): void {
  it('says the same as its pages, in order, to the end', async () => {
    const { store } = subject();
    const { from } = await aLog(store);
    const { events, upTo } = await readPacked(store, from);
    expect(events).toEqual(await asPages(store, from));
    expect(upTo).toBe(await store.head());
  });

  it('is what any log can be read as', async () => {
    const { store } = subject();
    const { from } = await aLog(store);
    for (const options of [{}, { dataOf: ['A'], streams: (name: string) => name.startsWith('left') }])
      expect(await unpacked(packedFromPages(store, options), from)).toEqual(
        await readPacked(store, from, options),
      );
  });

  it('goes no further than it is told to', async () => {
    const { store } = subject();
    const { from } = await aLog(store);
    const third = present((await store.readAll(from)).events[2]).position;
    for (const reader of [store.packed(), packedFromPages(store)]) {
      expect(await reader.read(from.after, third)).toMatchObject({ revisions: [0, 1, 0], upTo: third });
      expect(await reader.read(third, third)).toBeUndefined();
    }
  });

  it('leaves out the data of types that are not asked for', async () => {
    const { store } = subject();
    const { from } = await aLog(store);
    const { events } = await readPacked(store, from, { dataOf: ['C', 'NeverHeardOf'] });
    const all = await asPages(store, from);
    expect(events).toEqual(all.map((one) => ({ ...one, data: one.type === 'C' ? one.data : undefined })));
    const none = await readPacked(store, from, { dataOf: [] });
    expect(none.events).toEqual(all.map((one) => ({ ...one, data: undefined })));
  });

  it('reads what events name as their cause, where it is asked to', async () => {
    const { store } = subject();
    const from = await fromHere(store);
    const metadata = { causationId: 'ca "use"', commandId: 'c' };
    const events = [anEvent({ metadata }), anEvent({ metadata: { actor: '"causationId"' } }), anEvent()];
    const causes = async (reader: PackedReader) => {
      const page = await reader.read(from.after);
      return page?.streams.map((_stream, index) => page.cause(index));
    };
    await store.append(aStream(), events, 'no-stream');
    for (const reader of [store.packed({ causes: true }), packedFromPages(store, { causes: true })])
      expect(await causes(reader)).toEqual(['ca "use"', undefined, undefined]);
    for (const reader of [store.packed(), packedFromPages(store)])
      expect(await causes(reader)).toEqual([undefined, undefined, undefined]);
  });

  it('says the same of what is seldom asked for', async () => {
    const { store } = subject();
    const { from, right } = await aLog(store);
    await store.append(right, someEvents(400), 0);
    const all = await asPages(store, from);
    const ofRight = all.filter(({ stream }) => stream === right);
    const seldom = ['id', 'recordedAt'] as const;
    expect((await readPacked(store, from, { seldom })).events).toEqual(all);
    expect((await readPacked(store, from, { seldom, streams: (name) => name === right })).events).toEqual(
      ofRight,
    );
    expect((await readPacked(store, from, { seldom: ['id'] })).events).toEqual(all);
  });

  it('reads some streams, or none, and comes to the end all the same', async () => {
    const { store } = subject();
    const { from, right } = await aLog(store);
    const some = await readPacked(store, from, { streams: (name) => name === right });
    expect(some.events).toEqual((await asPages(store, from)).filter(({ stream }) => stream === right));
    const more = await readPacked(store, from, {
      streams: (name) => name === right,
      everywhere: ['A', 'NeverHeardOf'],
    });
    expect(more.events).toEqual(
      (await asPages(store, from)).filter(({ stream, type }) => stream === right || type === 'A'),
    );
    const none = await readPacked(store, from, { streams: () => false });
    expect(none).toEqual({ events: [], upTo: await store.head() });
  });

  it('goes through many events, and long ones', async () => {
    const { store } = subject();
    const from = await fromHere(store);
    await store.append(aStream(), someEvents(9_000), 'no-stream');
    const text = 'long '.repeat(50_000);
    for (let i = 0; i < 5; i += 1)
      await store.append(aStream(), someEvents(2, { data: { text } }), 'no-stream');
    const { events } = await readPacked(store, from);
    expect(events).toHaveLength(9_010);
    expect(events[8_999]).toMatchObject({ revision: 8_999, data: { index: 8_999 } });
    expect(events.at(-1)).toMatchObject({ revision: 1, data: { text } });
  });
}
