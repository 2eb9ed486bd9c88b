import type { Condition } from './condition';
import { Conditions } from './conditions';

describe('conditions that must all hold', () => {
  const asked: string[] = [];
  const condition = (text: string, group: string, holds: boolean): Condition => ({
    text,
    groups: [group],
    holds: () => asked.push(text) > 0 && holds,
    explain: () => ({ condition: text, holds, measures: {} }),
  });
  const felt = condition('felt', 'emotion', true);
  const doubtful = condition('doubtful', 'trust', false);
  const known = condition('known', 'interactions', true);
  beforeEach(() => (asked.length = 0));

  it('are tested cheapest first, up to the one that fails', () => {
    expect(new Conditions([felt, doubtful, known]).hold({})).toBe(false);
    expect(asked).toEqual(['known', 'doubtful']);
  });

  it('hold where each does, or there is none', () => {
    expect(new Conditions([felt, known]).hold({})).toBe(true);
    expect(new Conditions([]).hold({})).toBe(true);
  });

  it('are told in the order of the document', () =>
    expect(new Conditions([felt, doubtful, known]).explain({}).map((told) => told.condition)).toEqual([
      'felt',
      'doubtful',
      'known',
    ]));
});
