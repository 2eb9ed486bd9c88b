import { aStream, anEvent, idsOf, someEvents, type Subject } from './fixtures';

export function appending(subject: Subject): void {
  it('answers with the last revision and its position', async () => {
    const { store } = subject();
    const stream = aStream();
    const result = await store.append(stream, someEvents(3), 'no-stream');
    const last = (await store.readStream(stream)).at(-1);
    expect(result).toMatchObject({ revision: 2, position: last?.position });
    expect(result.recordedAt ?? last?.recordedAt).toBe(last?.recordedAt);
    expect(await store.head()).toBe(result.position);
  });

  it('keeps every field of an event', async () => {
    const { store } = subject();
    const stream = aStream();
    const metadata = { commandId: 'c', bodyHash: 'h', correlationId: 'k', causationId: 'p', actor: 'a' };
    const data = { text: 'naïve ☃ \u{1f600} "quoted" \n', nested: { list: [1, 2.5, null, true] } };
    const event = anEvent({ schemaVersion: 3, policyVersion: 7, occurredAt: -1, data, metadata });
    const { position } = await store.append(stream, [event], 'no-stream');
    const [read] = await store.readStream(stream);
    const { id, type, schemaVersion, policyVersion, occurredAt } = read ?? anEvent();
    expect({
      id,
      type,
      schemaVersion,
      policyVersion,
      occurredAt,
      data: read?.data,
      metadata: read?.metadata,
    }).toEqual(event);
    expect(read).toMatchObject({ stream, revision: 0, position });
    expect(Math.abs(Date.now() - (read?.recordedAt ?? 0))).toBeLessThan(60_000);
  });

  it('takes a stream that does not exist as no-stream or any, and as nothing else', async () => {
    const { store } = subject();
    await expect(store.append(aStream(), [anEvent()], 'no-stream')).resolves.toMatchObject({ revision: 0 });
    await expect(store.append(aStream(), [anEvent()], 'any')).resolves.toMatchObject({ revision: 0 });
    for (const expected of ['exists', 0, 5] as const) {
      const refusal = { code: 'wrong-expected-revision', expected, actual: undefined };
      await expect(store.append(aStream(), [anEvent()], expected)).rejects.toMatchObject(refusal);
    }
  });

  it('takes a stream that exists as exists, any or its last revision, and as nothing else', async () => {
    const { store } = subject();
    const stream = aStream();
    await store.append(stream, someEvents(2), 'no-stream');
    await expect(store.append(stream, [anEvent()], 'exists')).resolves.toMatchObject({ revision: 2 });
    await expect(store.append(stream, [anEvent()], 'any')).resolves.toMatchObject({ revision: 3 });
    await expect(store.append(stream, [anEvent()], 3)).resolves.toMatchObject({ revision: 4 });
    for (const expected of ['no-stream', 0, 3, 5] as const) {
      const refusal = { code: 'wrong-expected-revision', stream, expected, actual: 4 };
      await expect(store.append(stream, [anEvent()], expected)).rejects.toMatchObject(refusal);
    }
    expect(await store.readStream(stream)).toHaveLength(5);
  });

  it('stores nothing of a refused append', async () => {
    const { store } = subject();
    const stream = aStream();
    const kept = await store.append(stream, [anEvent()], 'no-stream');
    await expect(store.append(stream, someEvents(3), 4)).rejects.toThrow('4');
    expect(await store.head()).toBe(kept.position);
  });

  it('keeps the order within an append', async () => {
    const { store } = subject();
    const stream = aStream();
    const events = someEvents(200);
    await store.append(stream, events, 'no-stream');
    expect(idsOf(await store.readStream(stream))).toEqual(idsOf(events));
  });

  it('takes what the caller handed over, whatever becomes of it later', async () => {
    const { store } = subject();
    const stream = aStream();
    const data = { value: 'before' };
    const pending = store.append(stream, [anEvent({ data })], 'no-stream');
    data.value = 'after';
    await pending;
    expect((await store.readStream(stream))[0]?.data).toEqual({ value: 'before' });
  });

  it('is writable', async () => {
    expect(await subject().store.health()).toEqual({ writable: true });
  });
}
