import { StoreUnavailable } from '@rapport/event-store';
import type { JourneyEvent } from '@rapport/journey';
import type { Policies } from '@rapport/policy';
import { integer, text } from '@rapport/read-store';
import { projection } from '../definition';
import { foldHistory } from './fold-history';
import { Folder } from './folder';

interface Path {
  steps: string[];
}

/** Throws on `poison`, after it changed its state; has no rows for a path that ends in `unfit`, no cells for one that ends in `odd`. */
const paths = projection({
  name: 'paths',
  version: 1,
  fold: {
    initial: (): Path => ({ steps: [] }),
    on: {
      CaseOpened(state, { data: { caseId } }) {
        state.steps.push(caseId);
        if (caseId === 'poison') throw new TypeError('It belongs to Anna.');
        return state;
      },
    },
  },
  table: { path: text(), length: integer() },
  rows({ steps }) {
    const length = steps.at(-1) === 'unfit' ? 0.5 : steps.length;
    return [{ part: '', row: { path: steps.join(' '), length } }];
  },
  measures: { length: ['steps'] },
  cells: ({ path, length }) => [
    { measure: 'length', group: '', values: path.endsWith('odd') ? [] : [length] },
  ],
});
const folder = new Folder(paths, {} as Policies);

const opened = (...caseIds: readonly string[]): JourneyEvent[] =>
  caseIds.map((caseId, revision) => {
    const place = { journeyId: 'j', occurredAt: revision * 10, recordedAt: 0, revision, policyVersion: 0 };
    return { id: `e${revision}`, type: 'CaseOpened', data: { caseId }, ...place };
  });

const folded = (...caseIds: readonly string[]) => foldHistory(folder, 'j', opened(...caseIds));

describe('folding a history', () => {
  it('goes to its end where it can be digested', () => {
    expect(folded('a', 'b')).toEqual({
      state: { steps: ['a', 'b'] },
      rows: [
        {
          subject: 'j',
          part: '',
          values: ['a b', 2],
          rollUp: [{ measure: 'length', group: '', values: [2] }],
        },
      ],
      last: { occurredAt: 10, journeyId: 'j', revision: 1 },
      events: 2,
      next: 'advance',
    });
  });

  it('yields nothing where no event is of its types', () => {
    const other = { ...opened('a')[0], type: 'CaseNoted' } as JourneyEvent;
    expect(foldHistory(folder, 'j', [other])).toMatchObject({ rows: [], last: undefined, events: 0 });
  });

  it('stops before the event on which the fold throws, whatever comes behind', () => {
    expect(folded('a', 'poison', 'c')).toMatchObject({
      state: { steps: ['a'] },
      rows: [{ values: ['a', 1] }],
      last: { revision: 1 },
      events: 1,
      next: 'nothing',
    });
  });

  it('names the event, and what was thrown', () => {
    expect(folded('a', 'poison').parked).toEqual({
      subject: 'j',
      eventId: 'e1',
      eventType: 'CaseOpened',
      journeyId: 'j',
      occurredAt: 10,
      revision: 1,
      error: 'TypeError: It belongs to Anna.',
    });
  });

  it('has no rows where the first event is too much', () => {
    const { rows, state, parked } = folded('poison');
    expect([rows, state, parked?.eventId]).toEqual([[], undefined, 'e0']);
  });

  it.each([
    ['rows', 'unfit', 'Column length takes a safe integer, not 0.5.'],
    ['cells', 'odd', 'A cell of length has 1 values, not 0.'],
  ])('keeps the last rows where newer %s cannot be made, and may get over it', (_, caseId, error) => {
    expect(folded('a', 'b', caseId, caseId)).toMatchObject({
      state: { steps: ['a', 'b'] },
      rows: [{ values: ['a b', 2] }],
      last: { revision: 3 },
      events: 2,
      parked: { eventId: 'e2', error },
      next: 'refold',
    });
    expect(folded('a', 'b', caseId, 'c')).toMatchObject({ rows: [{ values: [`a b ${caseId} c`, 4] }] });
    expect(folded('a', caseId, 'c').parked).toBeUndefined();
  });

  it('goes back behind events without rows from one on which the fold throws', () => {
    expect(folded('a', 'unfit', 'poison')).toMatchObject({
      rows: [{ values: ['a', 1] }],
      parked: { eventId: 'e1', error: 'Column length takes a safe integer, not 0.5.' },
      last: { revision: 2 },
      next: 'nothing',
    });
  });

  it('blames no event for a log that cannot be read', () => {
    const unread = opened('a').map((event) =>
      Object.defineProperty(event, 'data', {
        get: () => {
          throw new StoreUnavailable('The disk is gone.');
        },
      }),
    );
    for (const events of [unread, [...opened('unfit'), ...unread]])
      expect(() => foldHistory(folder, 'j', events)).toThrow(StoreUnavailable);
  });

  it('hands out the former rows where they are the same', () => {
    const former = folded('a').rows;
    expect(foldHistory(folder, 'j', opened('a'), former).rows[0]).toBe(former[0]);
    expect(foldHistory(folder, 'j', opened('b'), former).rows[0]).not.toBe(former[0]);
  });

  it('restores from stored rows what they add to roll-ups', () => {
    const [row] = folded('a', 'b').rows;
    expect(row && folder.restored([{ subject: 'j', part: '', values: row.values }])).toEqual([row]);
  });
});
