import { MAX_APPEND_BYTES, MAX_STREAM_NAME_LENGTH, type EventToAppend } from '../src';
import { aStream, anEvent, fromHere, someEvents, type Subject } from './fixtures';

const cyclic: { self?: object } = {};
cyclic.self = cyclic;

const INVALID: Readonly<Record<string, Partial<Record<keyof EventToAppend, unknown>>>> = {
  'an id that is no UUID': { id: 'order-4711' },
  'an empty type': { type: '' },
  'a type of EventStoreDB’s own': { type: '$CaseOpened' },
  'a type with a control character': { type: 'Case\nOpened' },
  'a schema version of 0': { schemaVersion: 0 },
  'a fraction of a millisecond': { occurredAt: 1.5 },
  'no time': { occurredAt: Number.NaN },
  'a negative policy version': { policyVersion: -1 },
  'an array as data': { data: [] },
  'null as data': { data: null },
  'a text as data': { data: 'text' },
  'data without JSON': { data: cyclic },
  'no metadata': { metadata: undefined },
};

export function validation(subject: Subject): void {
  it.each(Object.entries(INVALID))('refuses %s', async (_, fault) => {
    const { store } = subject();
    const stream = aStream();
    const events = [anEvent(), { ...anEvent(), ...fault } as EventToAppend];
    await expect(store.append(stream, events, 'no-stream')).rejects.toMatchObject({ code: 'invalid-event' });
    expect(await store.readStream(stream)).toEqual([]);
  });

  it('refuses an append without events', async () => {
    await expect(subject().store.append(aStream(), [], 'any')).rejects.toMatchObject({
      code: 'invalid-event',
    });
  });

  it('refuses one id twice in an append', async () => {
    const event = anEvent();
    const append = subject().store.append(aStream(), [event, { ...event }], 'any');
    await expect(append).rejects.toMatchObject({ code: 'invalid-event' });
  });

  it('refuses to append where no reader of a log in EventStoreDB would look', async () => {
    const append = subject().store.append(`$${aStream()}`, [anEvent()], 'any');
    await expect(append).rejects.toMatchObject({ code: 'invalid-stream' });
  });

  it('refuses names that no stream can have', async () => {
    const { store } = subject();
    for (const name of ['', 'a\u0000b', 'a\nb', 'half a \ud83d', 'x'.repeat(MAX_STREAM_NAME_LENGTH + 1)]) {
      await expect(store.append(name, [anEvent()], 'any')).rejects.toMatchObject({ code: 'invalid-stream' });
      await expect(store.readStream(name)).rejects.toMatchObject({ code: 'invalid-stream' });
    }
  });

  it('refuses what is too large as a whole, however many events it is made of', async () => {
    const { store } = subject();
    const from = await fromHere(store);
    const tenth = { data: { text: 'ü'.repeat(MAX_APPEND_BYTES / 20) } };
    await expect(store.append(aStream(), someEvents(11, tenth), 'any')).rejects.toMatchObject({
      code: 'append-too-large',
    });
    expect((await store.readAll(from)).events).toEqual([]);
  });

  it('takes what is just below the limit', async () => {
    const { store } = subject();
    const ninth = { data: { text: 'x'.repeat(MAX_APPEND_BYTES / 10) } };
    await expect(store.append(aStream(), someEvents(9, ninth), 'any')).resolves.toMatchObject({
      revision: 8,
    });
  });

  it('refuses to read no events at all', async () => {
    const { store } = subject();
    for (const limit of [0, -1, 1.5, Number.NaN]) {
      await expect(store.readAll({ limit })).rejects.toThrow(RangeError);
      await expect(store.readStream(aStream(), { limit })).rejects.toThrow(RangeError);
      expect(() => store.subscribe(() => undefined, { batchSize: limit })).toThrow(RangeError);
    }
  });
}
