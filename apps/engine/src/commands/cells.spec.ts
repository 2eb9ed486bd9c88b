import type { EventStore, RecordedEvent } from '@rapport/event-store';
import { command, now, policies } from '../../testing/commands';
import { ControlledStore, settled } from '../../testing/controlled-store';
import type { CellParts } from './cell-parts';
import { commandPatienceMs } from '../http/limits';
import { Cells } from './cells';

describe('the journeys in memory', () => {
  const store = new ControlledStore();
  const parts: CellParts = {
    store: store as unknown as EventStore,
    policies: policies(),
    now,
    retried: () => undefined,
    refreshPolicies: () => Promise.resolve(),
    log: 'own',
  };
  const begin = (id: string) => command(id, 'begin-journey', {});

  it('are one cell a journey', () => {
    const cells = new Cells(parts, 100);
    expect(cells.of('a')).toBe(cells.of('a'));
    expect(cells.of('b')).not.toBe(cells.of('a'));
  });

  it('are bounded, those nobody asks for going first', () => {
    const cells = new Cells(parts, 40);
    const kept = cells.of('kept');
    for (let at = 0; at < 100; at++) {
      cells.of(`other-${at}`);
      expect(cells.of('kept')).toBe(kept);
    }
    expect(cells.size).toBeLessThan(15);
    expect(cells.cachedEvents).toBeLessThanOrEqual(44);
  });

  it('stay while a command is under way', async () => {
    const cells = new Cells(parts, 8);
    const busy = cells.of('busy');
    const answer = busy.submit(begin('k'));
    await settled();
    for (let at = 0; at < 50; at++) cells.of(`other-${at}`);
    expect(cells.of('busy')).toBe(busy);
    await store.commitAll();
    await expect(answer).resolves.toMatchObject({ status: 'recorded' });
  });

  it('answer a command that a log elsewhere keeps waiting, and answer it as it ended to who asks again', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    try {
      const cells = new Cells({ ...parts, log: 'shared' }, 100);
      const late = cells.submit(begin('late'));
      jest.advanceTimersByTime(commandPatienceMs);
      await expect(late).rejects.toMatchObject({ code: 'unknown-outcome', extra: { commandId: 'late' } });
      const again = cells.submit(begin('late'));
      await store.commitAll();
      await expect(again).resolves.toMatchObject({ status: 'recorded', replayed: true });
    } finally {
      jest.useRealTimers();
    }
  });

  it('have patience with a log that is slow, and takes one command of a journey after the other', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    try {
      const cells = new Cells({ ...parts, log: 'shared' }, 100);
      const slow = ['a', 'b', 'c'].map((caseId) => command(caseId, 'open-case', { caseId }, 1));
      const answers = slow.map((each) => cells.submit(each));
      for (let left = slow.length; left > 0; left--) {
        await settled();
        jest.advanceTimersByTime(commandPatienceMs - 1);
        store.commit();
      }
      await expect(Promise.all(answers)).resolves.toHaveLength(3);
    } finally {
      jest.useRealTimers();
    }
  });

  describe('that the log tells of', () => {
    /** The beginning of each, or what follows it. */
    const news = (ids: readonly string[], revision = 0) =>
      new Map(ids.map((id) => [id, [begun(id, revision)]]));
    const begun = (id: string, revision: number) =>
      ({
        ...{ id: `${id}-${revision}`, stream: `journey-${id}`, type: 'JourneyBegun', revision },
        ...{ position: `log-${revision}`, occurredAt: 0, recordedAt: 0, policyVersion: 1, schemaVersion: 1 },
        ...{ data: {}, metadata: {} },
      }) as unknown as RecordedEvent;
    const many = Array.from({ length: 100 }, (_none, at) => `new-${at}`);

    it('are bounded, too, told at once or one by one', () => {
      for (const told of [[many], many.map((id) => [id])]) {
        const cells = new Cells(parts, 40);
        for (const ids of told) cells.hear(news(ids));
        expect(cells.cachedEvents).toBeLessThanOrEqual(40);
        expect(cells.size).toBe(8); // of one event each, and four for itself
      }
    });

    it('go before those that are asked for', () => {
      const cells = new Cells(parts, 40);
      const asked = cells.of('asked');
      for (const id of many) {
        cells.hear(news([id]));
        expect(cells.of('asked')).toBe(asked);
      }
    });

    it('are begun with what was heard, unless they had begun before and nobody asked for them', () => {
      const cells = new Cells(parts, 40);
      cells.hear(news(['begun before'], 1));
      expect([cells.size, cells.cachedEvents]).toEqual([0, 0]);
      cells.hear(news(['new']));
      cells.hear(news(['new'], 1));
      expect([cells.size, cells.cachedEvents]).toEqual([1, 6]);
    });
  });
});
