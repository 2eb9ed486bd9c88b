import { compilePolicy, defaultPolicyText, parsePolicy } from '../index';
import type { Measures } from '../index';

const opinion = { belief: 0.4, disbelief: 0.3, uncertainty: 0.3, expectation: 0.5 };
const none = { good30: 0, good90: 0, good180: 0, good365: 0, bad30: 0, bad90: 0, bad180: 0, bad365: 0 };
const measures: Measures = {
  emotion: { felt: 0.1, episodes: 2 },
  trust: opinion,
  commitment: opinion,
  interactions: { inbound: 1, outbound: 0 },
  episodes: none,
  purchases: { count: 0 },
  promises: { open: 0, kept: 0, late: 0, broken: 0 },
  cases: { opened: 0, open: 0 },
};
const { stages } = compilePolicy(parsePolicy(defaultPolicyText()), 1);
const considered = (rule: 'enter' | 'stay' | 'leave', from: string, to: string) =>
  stages.considered({ from, to, rule }, measures);

describe('what a policy asks of a move that another one made', () => {
  it('up: to enter the stage', () =>
    expect(considered('enter', 'exploration', 'expansion')).toMatchObject({
      conditions: [
        { condition: 'emotion.felt >= 0.20', holds: false },
        { holds: true },
        { holds: false },
        {},
      ],
      advanceOn: ['emotion'],
      requiredDwellMs: 14 * 86_400_000,
    }));

  it('aside: to enter from any stage', () =>
    expect(considered('enter', 'awareness', 'dissolution')).toMatchObject({
      conditions: [{ condition: 'emotion.felt <= -0.30' }, {}, {}],
      advanceOn: ['fact'],
      requiredDwellMs: 0,
    }));

  it('down: what holds the stage', () =>
    expect(considered('stay', 'expansion', 'exploration')).toMatchObject({
      conditions: [{ condition: 'emotion.felt >= 0.05', holds: true }, {}, {}],
      requiredDwellMs: 7 * 86_400_000,
    }));

  it('back: to leave the stage beside the ladder', () =>
    expect(considered('leave', 'dissolution', 'exploration')).toMatchObject({
      conditions: [{ condition: 'emotion.felt >= 0.0', holds: true }, {}],
      requiredDwellMs: 30 * 86_400_000,
    }));

  it('nothing where it has no such stage, or no such way out', () => {
    expect(considered('enter', 'awareness', 'friendship')).toBeUndefined();
    expect(considered('leave', 'expansion', 'exploration')).toBeUndefined();
  });
});
