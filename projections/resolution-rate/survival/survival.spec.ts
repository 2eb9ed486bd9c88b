import fc from 'fast-check';
import { aalenJohansen } from './aalen-johansen';
import { quantiles, type Estimator } from './curve';
import { kaplanMeier } from './kaplan-meier';
import { Numbers } from './numbers';
import { mergedSample, type Sample } from './sample';

interface Parts {
  readonly events?: readonly number[];
  readonly competing?: readonly number[];
  readonly censored?: readonly number[];
}
const sample = ({ events = [], competing = [], censored = [] }: Parts): Sample => ({
  events: Numbers.of(events),
  competing: Numbers.of(competing),
  censored: Numbers.of(censored),
});

interface Curve {
  readonly times: number[];
  readonly shares: number[];
}
const curveOf = (estimate: Estimator, parts: Parts): Curve => {
  const curve: Curve = { times: [], shares: [] };
  estimate([sample(parts)], (time, share) => {
    curve.times.push(time);
    curve.shares.push(share);
    return true;
  });
  return curve;
};
const quantile = (estimate: Estimator, parts: Parts, p: number) =>
  quantiles(estimate, [sample(parts)], [p])[0] ?? null;
const shareAt = (curve: Curve, time: number) =>
  curve.shares[curve.times.findLastIndex((step) => step <= time)] ?? 0;

const durations = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 30 });
const samples = fc.record({ events: durations, competing: durations, censored: durations });
const shares = fc.double({ min: 0.01, max: 0.99, noNaN: true });

describe('Kaplan-Meier', () => {
  /** Freireich et al. 1963, remission in weeks under 6-MP: the textbook example, S(t) as in Kalbfleisch & Prentice. */
  const remission = {
    events: [6, 6, 6, 7, 10, 13, 16, 22, 23],
    censored: [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35],
  };

  it('gives the published survival of the 6-MP patients', () => {
    const curve = curveOf(kaplanMeier, remission);
    expect(curve.times).toEqual([6, 7, 10, 13, 16, 22, 23]);
    expect(curve.shares.map((share) => Number((1 - share).toFixed(3)))).toEqual([
      0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448,
    ]);
  });

  it('gives their median, and null for what is never reached', () => {
    expect(quantiles(kaplanMeier, [sample(remission)], [0.25, 0.5, 0.75])).toEqual([13, 23, null]);
  });

  it('keeps who is censored at a time at risk for the events of that time', () => {
    expect(curveOf(kaplanMeier, { events: [5], censored: [5] }).shares).toEqual([0.5]);
  });

  it('knows nothing of an empty sample', () => expect(quantile(kaplanMeier, {}, 0.25)).toBeNull());

  it('reaches a quantile exactly on its step: 1, 2, 3, 4 have the quartiles 1, 2, 3', () => {
    const four = sample({ events: [4, 2, 3, 1] });
    expect(quantiles(kaplanMeier, [four], [0.25, 0.5, 0.75])).toEqual([1, 2, 3]);
  });

  it('is the empirical distribution where nothing is censored', () =>
    fc.assert(
      fc.property(durations, shares, (events, p) => {
        const sorted = events.toSorted((a, b) => a - b);
        const expected = sorted[Math.ceil(p * sorted.length - 1e-9) - 1] ?? null;
        expect(quantile(kaplanMeier, { events }, p)).toBe(expected);
      }),
    ));

  it('is the plain product of (n - d) / n', () =>
    fc.assert(
      fc.property(durations, durations, (events, censored) => {
        const all = [...events, ...censored];
        const survival = (time: number) =>
          [...new Set(events)]
            .filter((step) => step <= time)
            .map((step) => 1 - events.filter((e) => e === step).length / all.filter((e) => e >= step).length)
            .reduce((product, factor) => product * factor, 1);
        const curve = curveOf(kaplanMeier, { events, censored });
        for (const time of events) expect(1 - shareAt(curve, time)).toBeCloseTo(survival(time), 12);
      }),
    ));
});

describe('Aalen-Johansen', () => {
  it('is right by hand: events at 1 and 3, competing at 2, censored at 2 and 4', () => {
    // t=1: 1 * 1/5 = 0.2, free 0.8; t=2: competing 0.8 * 1/4, free 0.6; t=3: 0.6 * 1/2 = 0.3
    const curve = curveOf(aalenJohansen, { events: [1, 3], competing: [2], censored: [2, 4] });
    expect(curve.times).toEqual([1, 3]);
    expect(curve.shares[0]).toBeCloseTo(0.2, 12);
    expect(curve.shares[1]).toBeCloseTo(0.5, 12);
  });

  it('never promises the median when half is lost to what competes', () => {
    const parts = { events: [10, 20], competing: [1, 2, 3] };
    expect(quantile(aalenJohansen, parts, 0.5)).toBeNull();
    expect(quantile(kaplanMeier, parts, 0.5)).toBe(10);
  });

  it('equals 1 - Kaplan-Meier where nothing competes', () =>
    fc.assert(
      fc.property(durations, durations, (events, censored) => {
        const parts = { events, censored };
        const [one, other] = [curveOf(aalenJohansen, parts), curveOf(kaplanMeier, parts)];
        expect(one.times).toEqual(other.times);
        one.shares.forEach((share, index) => expect(share).toBeCloseTo(other.shares[index] ?? NaN, 12));
      }),
    ));

  it('splits what left the event-free: incidence + competing incidence + event-free = 1', () =>
    fc.assert(
      fc.property(samples, ({ events, competing, censored }) => {
        const mine = curveOf(aalenJohansen, { events, competing, censored });
        const others = curveOf(aalenJohansen, { events: competing, competing: events, censored });
        const gone = curveOf(kaplanMeier, { events: [...events, ...competing], censored });
        for (const time of [...events, ...competing]) {
          expect(shareAt(mine, time) + shareAt(others, time)).toBeCloseTo(shareAt(gone, time), 12);
        }
      }),
    ));
});

describe.each([
  ['Kaplan-Meier', kaplanMeier],
  ['Aalen-Johansen', aalenJohansen],
])('any %s curve', (_, estimate) => {
  it('rises from 0 and stays within 1', () =>
    fc.assert(
      fc.property(samples, (parts) => {
        const { times, shares: steps } = curveOf(estimate, parts);
        times.forEach((time, index) => {
          expect(time).toBeGreaterThan(times[index - 1] ?? -1);
          expect(steps[index]).toBeGreaterThanOrEqual(steps[index - 1] ?? 0);
          expect(steps[index]).toBeLessThanOrEqual(1 + 1e-12);
        });
      }),
    ));

  it('does not depend on the order of the sample and follows its unit', () =>
    fc.assert(
      fc.property(samples, shares, ({ events, competing, censored }, p) => {
        const turned = {
          events: events.toReversed(),
          competing: competing.toReversed(),
          censored: censored.toReversed(),
        };
        const scaled = Object.fromEntries(
          Object.entries(turned).map(([name, times]) => [name, times.map((time) => time * 1000)]),
        );
        const value = quantile(estimate, { events, competing, censored }, p);
        expect(quantile(estimate, turned, p)).toBe(value);
        expect(quantile(estimate, scaled, p)).toBe(value === null ? null : value * 1000);
      }),
    ));
});

describe('a sample', () => {
  it('weighs what it is told at once like what it is told one by one', () => {
    const [once, many] = [new Numbers(), new Numbers()];
    once.push(3, 20);
    for (let n = 0; n < 20; n++) many.push(3);
    expect(once.sorted().slice(0, 21)).toEqual(many.sorted().slice(0, 21));
  });

  it('is the same in parts, and put together', () =>
    fc.assert(
      fc.property(fc.array(samples, { maxLength: 4 }), (parts) => {
        const whole = mergedSample(parts.map((part) => sample(part)));
        const inParts = quantiles(
          kaplanMeier,
          parts.map((part) => sample(part)),
          [0.25, 0.5, 0.75],
        );
        expect(inParts).toEqual(quantiles(kaplanMeier, [whole], [0.25, 0.5, 0.75]));
      }),
    ));
});
