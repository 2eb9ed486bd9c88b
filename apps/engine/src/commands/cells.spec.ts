import type { EventStore } from '@rapport/event-store';
import { command, now, policies } from '../../testing/commands';
import { ControlledStore, settled } from '../../testing/controlled-store';
import type { CellParts } from './cell-parts';
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
});
