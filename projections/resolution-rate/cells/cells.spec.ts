import fc from 'fast-check';
import { given, on } from '../../testing';
import type { Attempt, Hold } from '../case-state';
import { resolutionRate } from '../resolution-rate.projection';
import type { CaseRow } from '../resolution-rate.table';
import { caseCell, lastingLonger } from './case-cell';
import { Cases } from './cases';
import { caseMeasures, never } from './layout';

const opened = given(resolutionRate, [on(0, 'CaseOpened', { caseId: 'c1', product: 'router' })]).row;

/** The walk over a block with this case alone, standing on it. */
function walk(row: CaseRow, count = 1): Cases {
  const { values, ...cell } = caseCell(row);
  const entries = Float64Array.from([...values, count]);
  const cases = new Cases({ ...cell, width: entries.length, entries });
  expect(cases.next()).toBe(true);
  return cases;
}

const spans = (most: number) =>
  fc.array(fc.tuple(fc.nat(50), fc.option(fc.nat(50))), { maxLength: most }).map((pairs) => {
    let time = opened.openedAt;
    return pairs.map(([pause, span]): Attempt & Hold => {
      const from = (time += pause);
      if (span !== null) time += span;
      return [from, span === null ? null : time];
    });
  });

describe('the cell of a case', () => {
  it('says again what the row says', () => {
    const row: CaseRow = {
      ...{ ...opened, team: 'first', status: 'tacit', statusSince: opened.openedAt + 9 },
      ...{ touchedAt: opened.openedAt, confirmedAt: null, spoiledAt: opened.openedAt - 1 },
      ...{ rejections: 2, reworks: 2, handovers: 3 },
    };
    const it = walk(row, 7);
    const { count, openedAt, status, statusSince, touched, confirmed, spoiled, handovers } = it;
    expect({ count, openedAt, status, statusSince, touched, confirmed, spoiled, handovers }).toEqual({
      ...{ count: 7, openedAt: opened.openedAt, status: 'tacit', statusSince: 9, touched: 0 },
      ...{ confirmed: never, spoiled: -1, handovers: 3 },
    });
    expect([it.had('rejected'), it.had('withdrawn'), it.had('reworked')]).toEqual([true, false, true]);
    expect([it.dimension('product'), it.dimension('topic'), it.dimension('team')]).toEqual([
      'router',
      null,
      'first',
    ]);
    expect(it.next()).toBe(false);
  });

  it('is in one of the measures, however many attempts and holds there are', () =>
    fc.assert(
      fc.property(spans(40), spans(40), (attempts, holds) => {
        const { measure, values } = caseCell({ ...opened, attempts, holds });
        expect(caseMeasures[measure]).toHaveLength(values.length);
      }),
    ));

  it('knows how long it was held until any time', () =>
    fc.assert(
      fc.property(spans(3), spans(12), fc.integer({ min: -10, max: 700 }), (attempts, holds, time) => {
        const end = opened.openedAt + time;
        const held = holds.map(([from, until]) => Math.max(0, Math.min(until ?? end, end) - from));
        expect(walk({ ...opened, attempts, holds }).heldUntil(time)).toBe(held.reduce((a, b) => a + b, 0));
      }),
    ));

  it('keeps of the attempts those that can be the first to have lasted', () =>
    fc.assert(
      fc.property(spans(30), fc.nat(60), (attempts, enough) => {
        const lasts = ([from, until]: Attempt) => until === null || until - from >= enough;
        expect(lastingLonger(attempts).find(lasts)).toEqual(attempts.find(lasts));
        const it = walk({ ...opened, attempts });
        const kept = Array.from({ length: it.attempts }, (_, n) => [it.proposed(n), it.lasted(n)]);
        const first = attempts.find(lasts);
        expect(kept.find(([, lasted = 0]) => lasted >= enough)?.[0]).toBe(
          first && first[0] - opened.openedAt,
        );
      }),
    ));
});
