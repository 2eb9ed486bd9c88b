import { projection } from '@rapport/projection';
import { integer, json } from '@rapport/read-store';
import { expectGolden, given, modelOf, on } from '.';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const opened = (days: number, caseId: string) => on(days, 'CaseOpened', { caseId });
const closed = (days: number, caseId: string) => on(days, 'CaseClosed', { caseId, basis: 'unresolved' });

/** How many cases are open. */
const openCases = projection({
  name: 'open-cases',
  version: 1,
  fold: {
    initial: () => new Set<string>(),
    on: {
      CaseOpened: (cases, { data }) => cases.add(data.caseId),
      CaseClosed(cases, { data }) {
        cases.delete(data.caseId);
        return cases;
      },
    },
  },
  table: { open: integer(), ids: json<readonly string[]>() },
  rows: (cases) => [{ part: '', row: { open: cases.size, ids: [...cases].sort() } }],
  measures: { open: ['cases'] },
  cells: ({ open }) => [{ measure: 'open', group: '', values: [open] }],
});

describe('given a history', () => {
  it('has the rows and cells that it ends in, in business order', () => {
    const scene = given(openCases, [closed(3, 'c1'), opened(1, 'c1'), opened(2, 'c2')]);
    scene.thenRow({ open: 1 });
    scene.thenRows([{ part: '', row: { open: 1, ids: ['c2'] } }]);
    scene.thenCells([{ measure: 'open', group: '', values: [1] }]);
    expect(() => scene.thenRow({ open: 2 })).toThrow();
  });

  it('has no row without an event that the fold cares for', () =>
    given(openCases, [on(0, 'JourneyBegun', {})]).thenRows([]));

  it('keeps apart the things of linked journeys', () =>
    given(openCases, { a: [opened(1, 'c1')], b: [opened(2, 'c1')] })
      .whenLinked()
      .thenRow({ open: 2, ids: ['a/c1', 'b/c1'] }));

  it('throws what a fold throws', () => {
    const broken = projection({
      ...openCases,
      fold: {
        ...openCases.fold,
        on: {
          CaseOpened: () => {
            throw new Error('no sense');
          },
        },
      },
    });
    expect(() => given(broken, [opened(1, 'c1')]).rows).toThrow('no sense');
  });
});

describe('any order of arrival', () => {
  const histories = { a: [opened(1, 'c1'), opened(2, 'c2'), closed(3, 'c1')], b: [opened(2, 'c1')] };

  it('changes nothing for a pure fold', () => given(openCases, histories).thenSameInAnyOrder());

  it('shows a fold that keeps its state between histories', () => {
    const shared = new Set<string>();
    const impure = projection({ ...openCases, fold: { ...openCases.fold, initial: () => shared } });
    expect(() => given(impure, histories).thenSameInAnyOrder()).toThrow('Property failed');
  });

  it('shows a fold that looks at revisions', () => {
    const byRevision = projection({
      ...openCases,
      fold: {
        ...openCases.fold,
        on: { CaseOpened: (cases, { revision }) => cases.add(String(revision)) },
      },
    });
    expect(() => given(byRevision, histories).thenSameInAnyOrder()).toThrow('Property failed');
  });

  it('shows a fold that throws in each of them', () => {
    const throwing = projection({
      ...openCases,
      fold: {
        ...openCases.fold,
        on: {
          CaseOpened: (): Set<string> => {
            throw new Error('boom');
          },
        },
      },
    });
    expect(() => given(throwing, histories).thenSameInAnyOrder()).toThrow('boom');
  });
});

describe('the model', () => {
  const journeys = { a: [opened(1, 'c1')], b: [opened(1, 'c1'), opened(2, 'c2')], c: [opened(3, 'c1')] };
  const entries = async (model: ReturnType<typeof modelOf>, query: object) => {
    const found: number[][] = [];
    for await (const block of model.cells('open', query)) {
      for (let at = 0; at < block.entries.length; at += block.width)
        found.push([...block.entries.subarray(at, at + block.width)]);
    }
    return found;
  };

  it('answers from cells, in blocks and by range', async () => {
    const { model } = given(openCases, journeys);
    expect(await entries(model, {})).toEqual([
      [1, 1],
      [1, 1],
      [2, 1],
    ]);
    expect(await entries(model, { from: 2, to: 3 })).toEqual([[2, 1]]);
  });

  it('takes back the journeys where it counts customers', async () => {
    const { model } = given(openCases, journeys).whenLinked('somebody');
    const open = (await entries(model, { of: 'customers' })).map(([value = 0, count = 0]) => value * count);
    expect(open.reduce((sum, one) => sum + one, 0)).toBe(4);
    expect(await model.subject('customer:somebody')).toMatchObject([{ row: { open: 4 } }]);
  });
});

describe('golden rows', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'rapport-golden-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are written for a new version alone, and kept until there is one', () => {
    const file = join(folder, 'open-cases.golden.json');
    const golden = (version: number, days: number, write: string | undefined) => {
      const before = process.env.GOLDEN;
      if (write === undefined) delete process.env.GOLDEN;
      else process.env.GOLDEN = write;
      try {
        expectGolden({ ...openCases, version }, [opened(1, 'c1'), opened(days, `c${days}`)], file);
      } finally {
        if (before === undefined) delete process.env.GOLDEN;
        else process.env.GOLDEN = before;
      }
    };
    expect(() => golden(1, 2, undefined)).toThrow('There are no golden rows');
    golden(1, 2, 'write');
    golden(1, 2, undefined);
    expect(() => golden(1, 3, undefined)).toThrow();
    expect(() => golden(1, 3, 'write')).toThrow();
    expect(() => golden(2, 3, undefined)).toThrow('is at version 2');
    golden(2, 3, 'write');
    golden(2, 3, undefined);
  });
});
