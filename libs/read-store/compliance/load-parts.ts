import type { BuildId, LoadProgress, ReadStore } from '@rapport/read-store';
import { cell, cellsOf } from './cells';
import { checkpoint, row, table, useStore, type OpenFixture } from './fixture';
import { keysOf } from './rows';

const progress = (lastSubject: string | null, partFrom?: string): LoadProgress => ({
  ...{ head: checkpoint('9'), slab: 0, lastSubject },
  ...(partFrom !== undefined && { partFrom }),
});

/** Of stores whose loads have parts; others say so by having none. */
export function loadPartsSuite(open: OpenFixture): void {
  describe('a load in two parts', () => {
    const fixture = useStore(open);

    /** Adds to the part what j5 adds, and saves it; where it found something left behind, only tells of that. */
    async function makePart(store: ReadStore, id: BuildId, partFrom = 'j5') {
      const part = await store.openPart?.(id, table, partFrom);
      const load = await part?.load();
      if (load?.progress === undefined) {
        const parked = { subject: 'j6', eventId: 'e', eventType: 'CaseOpened', journeyId: 'j6' };
        await load?.add({
          rows: [row('j5'), row('j6')],
          cells: [cell([1]), cell([7], 1, { measure: 'late' })],
          members: [{ journeyId: 'j5', customerId: 'c' }],
          parked: [{ ...parked, occurredAt: 1, revision: 0, error: 'no' }],
        });
        await load?.save(progress('j6', partFrom));
      }
      await part?.close();
      return load?.progress;
    }

    it('has what both added, once the part is taken in', async () => {
      const [{ store }, other] = [fixture(), await fixture().another()];
      const build = await store.create('trust-level', 1, table);
      const load = await build.load();
      expect(load.takeIn === undefined).toBe(store.openPart === undefined);
      if (load.takeIn === undefined) return;
      await load.save(progress(null, 'j5'));
      await load.add({ rows: [row('j1')], cells: [cell([1])] });
      await makePart(other, build.id);
      await load.takeIn(progress('j6'));
      await load.finish(checkpoint('9'));
      const { model } = build;
      expect(await keysOf(model)).toEqual(['j1/', 'j5/', 'j6/']);
      expect(await cellsOf(model)).toEqual([['days', '', 1, 2]]);
      expect(await cellsOf(model, 'late')).toEqual([['late', '', 7, 1]]);
      expect([await model.customerOf('j5'), await model.parkedCount()]).toEqual(['c', 1]);
      expect(await store.builds()).toMatchObject([{ id: build.id, state: 'complete' }]);
    });

    it('is gone on with in both, where it was broken off', async () => {
      const { id, load } = await begun();
      if (load.takeIn === undefined) return;
      await makePart(await fixture().another(), id);
      const store = await fixture().reopen();
      expect(await makePart(store, id)).toEqual(progress('j6', 'j5'));
      const build = await store.open(id, table);
      const again = await build.load();
      expect(again.progress).toEqual(progress('j1', 'j5'));
      await again.takeIn?.(progress('j6'));
      await again.finish(checkpoint('9'));
      expect(await keysOf(build.model)).toEqual(['j1/', 'j5/', 'j6/']);
    });

    it('begins a part anew that was left behind from another subject on', async () => {
      const { id, load } = await begun();
      if (load.takeIn === undefined) return;
      await makePart(await fixture().another(), id, 'j4');
      const store = await fixture().reopen();
      expect(await makePart(store, id)).toBeUndefined();
    });

    it('leaves out a part that nobody took in', async () => {
      const { id, load } = await begun();
      if (load.takeIn === undefined) return;
      await makePart(await fixture().another(), id);
      const build = await (await fixture().reopen()).open(id, table);
      await (await build.load()).finish(checkpoint('9'));
      expect(await keysOf(build.model)).toEqual(['j1/']);
    });

    async function begun() {
      const build = await fixture().store.create('trust-level', 1, table);
      const load = await build.load();
      await load.add({ rows: [row('j1')] });
      await load.save(progress('j1', 'j5'));
      return { id: build.id, load };
    }
  });
}
