import type { Parked, RowChanges } from '@rapport/read-store';
import { checkpoint, table, useStore, type OpenFixture } from './fixture';

const parkedAt = (subject: string, revision = 3): Parked => ({
  subject,
  eventId: `e${revision}`,
  eventType: 'CaseOpened',
  journeyId: 'j1',
  occurredAt: 1_700_000_000_000,
  revision,
  error: 'no such case',
});

export function parkedSuite(open: OpenFixture): void {
  describe('parked subjects', () => {
    const fixture = useStore(open);
    const create = async () => {
      const build = await fixture().store.create('trust-level', 1, table);
      const change = (changes: Partial<RowChanges>) =>
        build.commit({ puts: [], removals: [], ...changes }, checkpoint('1'));
      return { build, model: build.model, change };
    };

    it('are none at first', async () => {
      const { model } = await create();
      expect(await model.parkedOf('j1')).toBeUndefined();
      expect(await model.parked({ limit: 10 })).toEqual([]);
      expect(await model.parkedCount()).toBe(0);
    });

    it('come back as they were put', async () => {
      const { model, change } = await create();
      const unknown = { ...parkedAt('j2'), eventId: null, eventType: null };
      await change({ parked: [parkedAt('j1'), unknown] });
      expect(await model.parkedOf('j1')).toEqual(parkedAt('j1'));
      expect(await model.parkedOf('j2')).toEqual(unknown);
    });

    it('are replaced and removed by subject, removals first', async () => {
      const { model, change } = await create();
      await change({ parked: [parkedAt('j1'), parkedAt('j2')] });
      await change({ parked: [parkedAt('j1', 7)], unparked: ['j1', 'j2', 'j9'] });
      expect(await model.parked({ limit: 10 })).toEqual([parkedAt('j1', 7)]);
      expect(await model.parkedCount()).toBe(1);
    });

    it('come by subject, page by page', async () => {
      const { model, change } = await create();
      const subjects = ['customer:a', 'j1', 'j2', 'j3', 'J9'];
      await change({ parked: subjects.map((subject) => parkedAt(subject)) });
      const page = async (limit: number, after?: string) =>
        (await model.parked({ limit, after })).map(({ subject }) => subject);
      expect(await page(2)).toEqual(['J9', 'customer:a']);
      expect(await page(2, 'customer:a')).toEqual(['j1', 'j2']);
      expect(await page(9, 'j2')).toEqual(['j3']);
      expect(await model.parkedCount()).toBe(5);
    });

    it('come with a load and are there after a restart', async () => {
      const { build } = await create();
      const load = await build.load();
      await load.add({ rows: [], parked: [parkedAt('j1')] });
      await load.finish(checkpoint('1'));
      const { model } = await (await fixture().reopen()).open(build.id, table);
      expect(await model.parkedOf('j1')).toEqual(parkedAt('j1'));
    });
  });
}
