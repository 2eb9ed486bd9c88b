import { projection, ProjectionFailed } from '@rapport/projection';
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

export function failingSuite(make: MakePlace): void {
  describe('a fold that throws', () => {
    const { start } = usePlace(make);
    const projections = [purchases, superstitious, cases];

    it('stops its projection and no other', async () => {
      const { runtime, log, faults } = await start({ projections });
      await runtime.waitFor(await append(log, bought('j1', 12)));
      const poison = bought('j1', 13);
      await runtime.waitFor(await append(log, poison, bought('j1', 14), opened('j1', 15)));
      expect(() => runtime.model(superstitious)).toThrow(ProjectionFailed);
      expect(await runtime.model(purchases).subject('j1')).toMatchObject([{ row: { count: 3 } }]);
      const [, failed] = await runtime.status();
      expect(failed).toMatchObject({ name: 'superstitious', state: 'failed' });
      expect(failed?.error).toContain(`${poison.event.id} (PurchaseMade) of journey j1: Error`);
      expect(JSON.stringify([failed, faults.map(({ message }) => message)])).not.toContain('unlucky');
      expect(faults.at(-1)).toMatchObject({ projection: 'superstitious' });
    });

    it('while its first build is made: the others are built', async () => {
      const first = await start({ projections: [purchases] });
      await first.runtime.waitFor(await append(first.log, bought('j1', 13)));
      await first.stop();
      const { runtime } = await start({ projections });
      expect((await runtime.status()).map(({ state }) => state)).toEqual(['live', 'failed', 'live']);
    });

    it('goes on with a mended fold of a new version', async () => {
      const first = await start({ projections });
      await first.runtime.waitFor(await append(first.log, bought('j1', 13)));
      await first.stop();
      const on = { PurchaseMade: (count: number) => count + 1 };
      const mended = projection({ ...superstitious, version: 2, fold: { initial: () => 0, on } });
      const { runtime } = await start({ projections: [purchases, mended] });
      expect(await runtime.model(mended).subject('j1')).toMatchObject([{ row: { count: 1 } }]);
    });

    it.each([
      ['a value that its column cannot hold', inexact, 'a safe integer, not 0.5'],
      ['two rows of one part', ambiguous, 'Two rows have the part ""'],
    ])('is no worse than %s', async (_, definition, reason) => {
      const { runtime, log } = await start({ projections: [purchases, definition] });
      await runtime.waitFor(await append(log, bought('j1', 1)));
      const [live, failed] = await runtime.status();
      expect(live?.state).toBe('live');
      expect(failed?.error).toContain(reason);
    });
  });
}
