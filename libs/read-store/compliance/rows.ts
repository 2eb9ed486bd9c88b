import { customerSubject, type ReadModel, type RowScope } from '@rapport/read-store';
import { checkpoint, puts, row, table, useStore, type OpenFixture } from './fixture';

export async function keysOf(
  model: ReadModel<typeof table>,
  pageSize?: number,
  of?: RowScope,
): Promise<string[]> {
  const keys: string[] = [];
  for await (const page of model.pages(pageSize, of)) keys.push(...page.map((r) => `${r.subject}/${r.part}`));
  return keys;
}

export function rowsSuite(open: OpenFixture): void {
  describe('rows', () => {
    const fixture = useStore(open);
    const create = () => fixture().store.create('trust-level', 1, table);

    it('come back as they were put, value by value', async () => {
      const build = await create();
      const values = [2 ** 53 - 1, -1, 1 / 3, 'é "quoted" \u{1F600}', '', '{"a":[1,null]}'];
      await build.commit({ puts: [{ subject: 'j1', part: 'p', values }], removals: [] }, checkpoint('1'));
      expect(await build.rowsOf(['j1'])).toEqual([{ subject: 'j1', part: 'p', values }]);
      const read = { count: 2 ** 53 - 1, dueAt: -1, felt: 1 / 3, level: 'é "quoted" \u{1F600}', note: '' };
      expect(await build.model.subject('j1')).toEqual([
        { subject: 'j1', part: 'p', row: { ...read, path: { a: [1, null] } } },
      ]);
    });

    it('hold any text, also as keys, in the order of its bytes', async () => {
      const build = await create();
      const texts = ['\0', '\0\x01', '\x01', '\x01\0', '\x02', 'tab\t line\n \\N "{}', '\u{1F600}'];
      const rows = texts.map((text) => ({
        subject: text,
        part: text,
        values: [1, null, 0.5, text, text, '"\\u0000"'],
      }));
      await build.commit({ puts: rows.toReversed(), removals: [] }, checkpoint('1'));
      expect(await keysOf(build.model)).toEqual(texts.map((text) => `${text}/${text}`));
      for (const one of rows) expect(await build.rowsOf([one.subject])).toEqual([one]);
      const loaded = await create();
      const load = await loaded.load();
      await load.add({ rows });
      await load.finish(checkpoint('1'));
      expect(await keysOf(loaded.model)).toEqual(texts.map((text) => `${text}/${text}`));
      for (const one of rows) expect(await loaded.rowsOf([one.subject])).toEqual([one]);
    });

    it('come back for any number of subjects at once, each by part', async () => {
      const build = await create();
      await build.commit(puts(row('j2', 'b', 4), row('j2', 'a', 3), row('j1'), row('j3')), checkpoint('1'));
      const rows = await build.rowsOf(['j2', 'none', 'j1']);
      expect(rows.filter(({ subject }) => subject === 'j2')).toEqual([row('j2', 'a', 3), row('j2', 'b', 4)]);
      expect(rows.filter(({ subject }) => subject !== 'j2')).toEqual([row('j1')]);
      expect(await build.rowsOf([])).toEqual([]);
    });

    it('keep null apart from everything else', async () => {
      const build = await create();
      await build.commit(puts(row('j1')), checkpoint('1'));
      const [stored] = await build.model.subject('j1');
      expect(stored?.row).toMatchObject({ dueAt: null, note: null });
    });

    it('are replaced by key', async () => {
      const build = await create();
      await build.commit(puts(row('j1', 'a', 1), row('j1', 'b', 1)), checkpoint('1'));
      await build.commit(puts(row('j1', 'b', 2)), checkpoint('2'));
      const rows = await build.model.subject('j1');
      expect(rows.map(({ part, row: { count } }) => [part, count])).toEqual([['a', 1], ['b', 2]]); // prettier-ignore
    });

    it('are removed by key, also together with puts', async () => {
      const build = await create();
      await build.commit(puts(row('j1', 'a'), row('j1', 'b'), row('j2', 'a')), checkpoint('1'));
      const removals = [{ subject: 'j1', part: 'a' }, { subject: 'j9', part: '' }]; // prettier-ignore
      await build.commit({ puts: [row('j1', 'c')], removals }, checkpoint('2'));
      expect(await keysOf(build.model)).toEqual(['j1/b', 'j1/c', 'j2/a']);
    });

    it('are none for a journey that is not there', async () => {
      const build = await create();
      expect(await build.model.subject('nobody')).toEqual([]);
      expect(await keysOf(build.model)).toEqual([]);
    });

    it('of a journey come by part, all rows by key, compared by bytes', async () => {
      const build = await create();
      const keys = ['b', 'B', 'a', '', '_', '-', '10', '9'];
      await build.commit(
        puts(...keys.map((part) => row('j', part)), row('J'), row('i', 'z')),
        checkpoint('1'),
      );
      const sorted = ['', '-', '10', '9', 'B', '_', 'a', 'b'];
      expect((await build.model.subject('j')).map(({ part }) => part)).toEqual(sorted);
      expect(await keysOf(build.model)).toEqual(['J/', 'i/z', ...sorted.map((part) => `j/${part}`)]);
    });

    it.each([1, 2, 3, 100])('come complete in pages of %d', async (pageSize) => {
      const build = await create();
      const ids = ['j1', 'j2', 'j3', 'j4', 'j5', 'j6'];
      await build.commit(puts(...ids.map((id) => row(id))), checkpoint('1'));
      const sizes: number[] = [];
      for await (const page of build.model.pages(pageSize)) sizes.push(page.length);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(pageSize);
      expect(await keysOf(build.model, pageSize)).toEqual(ids.map((id) => `${id}/`));
    });

    it('of journeys and merged rows of customers are paged apart', async () => {
      const build = await create();
      const merged = [customerSubject('k1'), customerSubject('k:2')];
      const journeys = ['0', 'J', 'c', 'customer', 'customer-1', 'customers', 'd'];
      await build.commit(puts(...[...journeys, ...merged].map((subject) => row(subject))), checkpoint('1'));
      expect(await keysOf(build.model)).toEqual(journeys.map((id) => `${id}/`));
      expect(await keysOf(build.model, 1, 'merged')).toEqual(merged.map((subject) => `${subject}/`));
      expect(await build.model.subject('customer:k1')).toHaveLength(1);
    });

    it('of customers are the merged ones and those of journeys that are alone, as of now', async () => {
      const build = await create();
      const [k1, k2] = [customerSubject('k1'), customerSubject('k2')];
      const members = [
        { journeyId: 'a', customerId: 'k1' },
        { journeyId: 'd', customerId: 'k1' },
        { journeyId: 'b', customerId: 'k2' },
        { journeyId: 'c', customerId: 'k2' },
        { journeyId: 'e', customerId: 'k3' },
      ];
      const rows = ['a', 'b', 'c', 'd', 'e', 'f', k1, k2].map((subject) => row(subject));
      await build.commit({ ...puts(...rows, row('d', 'x')), members }, checkpoint('1'));
      const merged = ['customer:k1/', 'customer:k2/'];
      expect(await keysOf(build.model, 2, 'customers')).toEqual([...merged, 'e/', 'f/']);
      await build.commit(
        { puts: [], removals: [{ subject: k1, part: '' }], members: [{ journeyId: 'a', customerId: null }] },
        checkpoint('2'),
      );
      expect(await keysOf(build.model, 1, 'customers')).toEqual([
        'a/',
        'customer:k2/',
        'd/',
        'd/x',
        'e/',
        'f/',
      ]);
      expect(await keysOf(build.model, 3)).toEqual(['a/', 'b/', 'c/', 'd/', 'd/x', 'e/', 'f/']);
    });

    it('of all pages are of one moment, whatever is committed in between', async () => {
      const build = await create();
      await build.commit(puts(row('j1'), row('j2'), row('j3')), checkpoint('1'));
      const seen: string[] = [];
      for await (const page of build.model.pages(1)) {
        seen.push(...page.map(({ subject }) => subject));
        await build.commit({ puts: [row('j4')], removals: [{ subject: 'j3', part: '' }] }, checkpoint('2'));
      }
      expect(seen).toEqual(['j1', 'j2', 'j3']);
      expect(await keysOf(build.model)).toEqual(['j1/', 'j2/', 'j4/']);
    });
  });
}
