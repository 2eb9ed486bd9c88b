import { allEvents, aStream, anEvent, fromHere, idsOf, someEvents, type Subject } from './fixtures';

export function concurrency(subject: Subject): void {
  it('applies appends to one stream in the order of their calls, also when none is awaited', async () => {
    const { store } = subject();
    const stream = aStream();
    const events = someEvents(100);
    const appends = events.map((event, index) =>
      store.append(stream, [event], index === 0 ? 'no-stream' : index - 1),
    );
    const revisions = (await Promise.all(appends)).map((result) => result.revision);
    expect(revisions).toEqual(events.map((_, index) => index));
    expect(idsOf(await store.readStream(stream))).toEqual(idsOf(events));
  });

  it('lets one of many writers win a revision', async () => {
    const { store } = subject();
    const stream = aStream();
    const outcomes = await Promise.allSettled(
      someEvents(20).map((event) => store.append(stream, [event], 'no-stream')),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect(await store.readStream(stream)).toHaveLength(1);
  });

  it('fails nobody else for the conflict of one', async () => {
    const { store } = subject();
    const taken = aStream();
    await store.append(taken, [anEvent()], 'no-stream');
    const from = await fromHere(store);
    const streams = Array.from({ length: 30 }, () => aStream());
    const outcomes = await Promise.allSettled([
      ...streams.map((stream) => store.append(stream, someEvents(2), 'no-stream')),
      store.append(taken, [anEvent()], 'no-stream'),
      store.append(aStream(), [anEvent({ id: 'no uuid' })], 'any'),
      ...streams.map((stream) => store.append(stream, [anEvent()], 1)),
    ]);
    expect(outcomes.filter((outcome) => outcome.status === 'rejected')).toHaveLength(2);
    expect(await allEvents(store, from)).toHaveLength(streams.length * 3);
  });

  it('gives events of concurrent appends positions in one order, each append in one piece', async () => {
    const { store } = subject();
    const from = await fromHere(store);
    const streams = Array.from({ length: 20 }, () => aStream());
    await Promise.all(streams.map((stream) => store.append(stream, someEvents(5), 'no-stream')));
    const events = await allEvents(store, from);
    const places = events.map((event) => event.position);
    expect(places).toEqual([...new Set(places)].sort());
    const changes = events.filter((event, index) => event.stream !== events[index - 1]?.stream);
    expect(changes).toHaveLength(streams.length);
  });
}
