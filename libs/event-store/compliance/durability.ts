import { allEvents, aStream, anEvent, fromHere, idsOf, someEvents, type Subject } from './fixtures';

export function durability(subject: Subject): void {
  it('finds everything again after a restart', async () => {
    const { store, reopen } = subject();
    const stream = aStream();
    const from = await fromHere(store);
    const events = someEvents(150);
    const { position } = await store.append(stream, events, 'no-stream');
    const reopened = await reopen();
    expect(reopened.logId).toBe(store.logId);
    expect(await reopened.head()).toBe(position);
    expect(idsOf(await reopened.readStream(stream))).toEqual(idsOf(events));
    expect(idsOf(await allEvents(reopened, from))).toEqual(idsOf(events));
    await expect(reopened.append(stream, [anEvent()], 149)).resolves.toMatchObject({ revision: 150 });
  });

  it('finishes the appends that it took before it closes', async () => {
    const { store, reopen } = subject();
    const stream = aStream();
    const appends = someEvents(10).map((event) => store.append(stream, [event], 'any'));
    const reopened = await reopen();
    expect((await Promise.all(appends)).map((result) => result.revision)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
    expect(await reopened.readStream(stream)).toHaveLength(10);
  });

  it('says so when it is used after it was closed', async () => {
    const { store, reopen } = subject();
    await reopen();
    const refusal = { code: 'store-closed' };
    await expect(store.append(aStream(), [anEvent()], 'any')).rejects.toMatchObject(refusal);
    await expect(store.readAll()).rejects.toMatchObject(refusal);
    await expect(store.readStream(aStream())).rejects.toMatchObject(refusal);
  });

  it('can be closed twice', async () => {
    const { store, reopen } = subject();
    await reopen();
    await expect(store.close()).resolves.toBeUndefined();
  });

  it('never lets recordedAt decrease', async () => {
    const { store, reopen } = subject();
    const from = await fromHere(store);
    for (let round = 0; round < 20; round += 1) await store.append(aStream(), [anEvent()], 'any');
    const reopened = await reopen();
    await reopened.append(aStream(), [anEvent()], 'any');
    const times = (await allEvents(reopened, from)).map((event) => event.recordedAt);
    expect(times).toHaveLength(21);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
}
