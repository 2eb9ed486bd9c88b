import { aStream, anEvent, idsOf, someEvents, type Subject } from './fixtures';

/**
 * Promised for an expected revision n and for `no-stream` only. With `any` and `exists` a repeated append may be stored
 * again, and ids are never compared between streams: EventStoreDB does both, sometimes.
 */
export function idempotence(subject: Subject): void {
  it('answers a repeated append at no-stream as the first time', async () => {
    const { store } = subject();
    const stream = aStream();
    const events = someEvents(3);
    const first = await store.append(stream, events, 'no-stream');
    expect(await store.append(stream, events, 'no-stream')).toEqual(first);
    expect(idsOf(await store.readStream(stream))).toEqual(idsOf(events));
  });

  it('answers a repeated append at a revision as the first time, also when others followed', async () => {
    const { store } = subject();
    const stream = aStream();
    const events = someEvents(2);
    await store.append(stream, someEvents(70), 'no-stream');
    const first = await store.append(stream, events, 69);
    await store.append(stream, someEvents(150), 71);
    expect(await store.append(stream, events, 69)).toEqual(first);
    expect(await store.readStream(stream)).toHaveLength(222);
  });

  it('answers so while the first is still under way', async () => {
    const { store } = subject();
    const stream = aStream();
    const events = someEvents(3);
    const [first, second] = await Promise.all([
      store.append(stream, events, 'no-stream'),
      store.append(stream, events, 'no-stream'),
    ]);
    expect(second).toEqual(first);
    expect(await store.readStream(stream)).toHaveLength(3);
  });

  it('answers so after a restart', async () => {
    const { store, reopen } = subject();
    const stream = aStream();
    const events = someEvents(3);
    const first = await store.append(stream, events, 'no-stream');
    const reopened = await reopen();
    expect(await reopened.append(stream, events, 'no-stream')).toEqual(first);
  });

  it('goes by the ids, not by the content', async () => {
    const { store } = subject();
    const stream = aStream();
    const event = anEvent({ data: { version: 'first' } });
    const first = await store.append(stream, [event], 'no-stream');
    expect(await store.append(stream, [{ ...event, data: { version: 'second' } }], 'no-stream')).toEqual(
      first,
    );
    expect((await store.readStream(stream))[0]?.data).toEqual({ version: 'first' });
  });

  it('refuses other events at a place that is taken', async () => {
    const { store } = subject();
    const stream = aStream();
    await store.append(stream, someEvents(2), 'no-stream');
    const refusal = { code: 'wrong-expected-revision', actual: 1 };
    await expect(store.append(stream, someEvents(2), 'no-stream')).rejects.toMatchObject(refusal);
    await expect(store.append(stream, [anEvent()], 0)).rejects.toMatchObject(refusal);
  });

  it('refuses what is repeated only in part', async () => {
    const { store } = subject();
    const stream = aStream();
    const events = someEvents(2);
    await store.append(stream, events, 'no-stream');
    const refusal = { code: 'wrong-expected-revision', actual: 1 };
    await expect(store.append(stream, [...events, anEvent()], 'no-stream')).rejects.toMatchObject(refusal);
    await expect(
      store.append(stream, [events[0] ?? anEvent(), anEvent()], 'no-stream'),
    ).rejects.toMatchObject(refusal);
    expect(await store.readStream(stream)).toHaveLength(2);
  });

  it('does not take the same ids at another place for a repetition', async () => {
    const { store } = subject();
    const stream = aStream();
    const events = someEvents(2);
    const last = anEvent();
    await store.append(stream, [anEvent(), ...events, last], 'no-stream');
    await expect(store.append(stream, events, 'no-stream')).rejects.toMatchObject({ actual: 3 });
    await expect(store.append(stream, [last], 7)).rejects.toMatchObject({ actual: 3 });
  });
}
