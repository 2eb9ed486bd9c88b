import { projection } from '@rapport/projection';
import { integer } from '@rapport/read-store';
import { append, bought, opened } from './events';
import { usePlace, type MakePlace } from './fixture';
import { cases, purchases } from './projections';

/** Cannot digest a purchase of 13. */
const superstitious = projection({
  name: 'superstitious',
  version: 1,
  fold: {
    initial: () => 0,
    on: {
      PurchaseMade(count: number, { data }) {
        if (data.total.amountMinor === 13) throw new Error(`${data.purchaseId} is unlucky.`);
        return count + 1;
      },
    },
  },
  table: { count: integer() },
  rows: (count) => [{ part: '', row: { count } }],
});

/** Has rows that its table cannot hold. */
const inexact = projection({
  ...superstitious,
  name: 'inexact',
  rows: (count) => [{ part: '', row: { count: count / 2 } }],
});

/** Yields two rows under one key. */
const ambiguous = projection({
  ...superstitious,
  name: 'ambiguous',
  rows: (count) => [1, 2].map(() => ({ part: '', row: { count } })),
});

/** Has a key for one of something only. */
const partless = projection({
  ...superstitious,
  name: 'partless',
  rows: (count) => [{ part: (count === 1 ? 'one' : undefined) as string, row: { count } }],
});

/** Has as many values in a cell as were bought. */
const uneven = projection({
  ...superstitious,
  name: 'uneven',
  measures: { bought: ['one'] },
  cells: ({ count }) => [{ measure: 'bought', group: '', values: Array.from({ length: count }, () => 1) }],
});

/** Has cells, and does not say of what. */
const undeclared = projection({
  ...superstitious,
  name: 'undeclared',
  cells: ({ count }) => [{ measure: 'bought', group: '', values: [count] }],
});

export function failingSuite(make: MakePlace): void {
  describe('an event that a fold cannot digest', () => {
    const { start } = usePlace(make);
    const projections = [purchases, superstitious, cases];

    it('parks its journey in its projection and stops nothing', async () => {
      const { runtime, log, faults } = await start({ projections });
      const poison = bought('j1', 13);
      await append(log, bought('j1', 12), poison, bought('j1', 14), opened('j1', 15));
      await runtime.waitFor(await append(log, bought('j2', 16)));
      expect(await runtime.model(superstitious).subject('j1')).toMatchObject([{ row: { count: 1 } }]);
      expect(await runtime.model(superstitious).subject('j2')).toMatchObject([{ row: { count: 1 } }]);
      expect(await runtime.model(purchases).subject('j1')).toMatchObject([{ row: { count: 3 } }]);
      expect((await runtime.status()).map(({ state, parked }) => [state, parked])).toEqual([
        ['live', 0],
        ['live', 1],
        ['live', 0],
      ]);
      const parked = await runtime.parked('superstitious', { limit: 10 });
      expect(parked).toMatchObject([{ subject: 'j1', eventId: poison.event.id, eventType: 'PurchaseMade' }]);
      expect(parked[0]?.error).toContain('unlucky'); // for whoever may ask about customers; faults are logged
      expect(JSON.stringify(faults)).not.toContain('unlucky');
    });

    it('ends in the same rows, parked the same, when all is built anew', async () => {
      const engine = await start({ projections });
      await append(engine.log, bought('j1', 12), bought('j1', 13), bought('j1', 14), bought('j2', 1));
      await engine.caughtUp();
      const [rows, parked] = [
        await engine.dump(),
        await engine.runtime.parked('superstitious', { limit: 10 }),
      ];
      await engine.runtime.rebuild(projections.map(({ name }) => name));
      expect(await engine.dump()).toBe(rows);
      expect(await engine.runtime.parked('superstitious', { limit: 10 })).toEqual(parked);
    });

    it('is digested on command once the fold can, and no longer parked', async () => {
      const engine = await start({ projections });
      await engine.runtime.waitFor(await append(engine.log, bought('j1', 13), bought('j1', 14)));
      expect(await engine.runtime.retryParked('superstitious')).toEqual({ retried: 1, parked: 1 });
      await engine.stop();
      const on = { PurchaseMade: (count: number) => count + 1 };
      const mended = projection({ ...superstitious, fold: { initial: () => 0, on } });
      const { runtime } = await start({ projections: [purchases, mended] });
      expect(await runtime.model(mended).subject('j1')).toEqual([]);
      expect(await runtime.retryParked('superstitious', 'j1')).toEqual({ retried: 1, parked: 0 });
      expect(await runtime.model(mended).subject('j1')).toMatchObject([{ row: { count: 2 } }]);
      expect(await runtime.parked('superstitious', { limit: 1 })).toEqual([]);
    });

    it('is digested by a mended fold of a new version', async () => {
      const first = await start({ projections });
      await first.runtime.waitFor(await append(first.log, bought('j1', 13)));
      await first.stop();
      const on = { PurchaseMade: (count: number) => count + 1 };
      const mended = projection({ ...superstitious, version: 2, fold: { initial: () => 0, on } });
      const { runtime } = await start({ projections: [purchases, mended] });
      expect(await runtime.model(mended).subject('j1')).toMatchObject([{ row: { count: 1 } }]);
    });

    it('has cells that do not fit: its journey is parked, not those that come after it', async () => {
      const { runtime, log } = await start({ projections: [purchases, uneven] });
      await runtime.waitFor(await append(log, bought('j1', 1), bought('j1', 2)));
      await runtime.waitFor(await append(log, bought('j2', 3)));
      expect(await runtime.model(uneven).subject('j2')).toMatchObject([{ row: { count: 1 } }]);
      expect(await runtime.parked('uneven', { limit: 2 })).toMatchObject([{ subject: 'j1' }]);
    });

    it('has cells that a store cannot take, since they are others than in a build of the same version', async () => {
      const before = await start({ projections: [purchases, uneven] });
      await before.runtime.waitFor(await append(before.log, bought('j1', 1)));
      await before.stop();
      const other = projection({
        ...uneven,
        measures: { bought: ['one', 'two'] },
        cells: () => [{ measure: 'bought', group: '', values: [1, 2] }],
      });
      const { runtime, log } = await start({ projections: [purchases, other], limits: { retryMs: 5 } });
      await runtime.waitFor(await append(log, bought('j2', 1)));
      expect(await runtime.model(purchases).subject('j2')).toHaveLength(1);
      expect(await runtime.parked('uneven', { limit: 2 })).toMatchObject([{ subject: 'j2' }]);
    });

    it.each([
      ['a value that its column cannot hold', inexact, 'a safe integer, not 1.5'],
      ['two rows of one part', ambiguous, 'Two rows have the part ""'],
      [
        'a row without a part',
        partless,
        'The part of a row is a text of at most 400 characters, not undefined',
      ],
      ['a cell of more values than its measure has', uneven, 'A cell of bought has 1 values, not 2'],
      [
        'a cell of a measure that is not declared',
        undeclared,
        'A cell is of no declared measure (there is none)',
      ],
    ])('is no worse than %s', async (_, definition, reason) => {
      const { runtime, log } = await start({ projections: [purchases, definition] });
      await runtime.waitFor(await append(log, bought('j1', 1)));
      await runtime.waitFor(await append(log, bought('j1', 2), bought('j1', 3), bought('j2', 4)));
      const [parked] = await runtime.parked(definition.name, { limit: 1 });
      expect(parked?.error).toContain(reason);
    });
  });
}
