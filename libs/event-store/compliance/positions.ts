import { aStream, anEvent, someEvents, type Subject } from './fixtures';
import type { Position } from '../src';

export function positions(subject: Subject): void {
  it('order as text', async () => {
    const { store } = subject();
    const stream = aStream();
    await store.append(stream, someEvents(120), 'no-stream');
    const places = (await store.readStream(stream)).map((event) => event.position);
    expect(places).toEqual([...new Set(places)].sort());
  });

  it('are recognised as the log gave them', async () => {
    const { store } = subject();
    const { position } = await store.append(aStream(), [anEvent()], 'no-stream');
    expect(store.checkPosition(position)).toBe(position);
  });

  it.each(['', 'x', '17', '../../etc', ' '.repeat(200)])('are refused as malformed: "%s"', async (text) => {
    const { store } = subject();
    const refusal = expect.objectContaining({ code: 'malformed-position' }) as unknown;
    expect(thrownBy(() => store.checkPosition(text))).toEqual(refusal);
    await expect(store.readAll({ after: text as Position })).rejects.toEqual(refusal);
    await expect(store.subscribe(() => undefined, { after: text as Position }).closed).rejects.toEqual(
      refusal,
    );
  });

  it('of another log are refused as foreign', async () => {
    const { store } = subject();
    const { position } = await store.append(aStream(), [anEvent()], 'no-stream');
    const otherId = store.logId.replace(/./g, (digit) => (digit === '0' ? '1' : '0'));
    const foreign = position.replace(store.logId, otherId) as Position;
    const refusal = expect.objectContaining({ code: 'foreign-position' }) as unknown;
    expect(thrownBy(() => store.checkPosition(foreign))).toEqual(refusal);
    await expect(store.readAll({ after: foreign })).rejects.toEqual(refusal);
    await expect(store.eventAt(foreign)).rejects.toEqual(refusal);
    await expect(store.subscribe(() => undefined, { after: foreign }).closed).rejects.toEqual(refusal);
  });

  it('tell at their end that nothing lies behind, and before it that something does', async () => {
    const { store } = subject();
    const { position } = await store.append(aStream(), [anEvent()], 'no-stream');
    expect(await store.count(position)).toBe(0);
    await store.append(aStream(), someEvents(3), 'no-stream');
    expect(await store.count(position)).toBeGreaterThan(0);
    expect(await store.count()).toBeGreaterThan(await store.count(position));
  });

  it('lead to their event', async () => {
    const { store } = subject();
    const stream = aStream();
    await store.append(stream, someEvents(3), 'no-stream');
    const [, second] = await store.readStream(stream);
    const found = second && (await store.eventAt(second.position));
    expect(found).toMatchObject({ id: second?.id, revision: 1, stream });
  });
}

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
