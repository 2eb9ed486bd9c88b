import { evidenceAt } from '.';
import { defaultPolicy } from '../testing';
import { Story, type Happening } from '../testing/story';

/** The default policy over eight events, worked by hand (`docs/explanation`); figures to three digits. */
const rows: readonly [days: number, what: string, happening: Happening, expected: Expected][] = [
  [
    0,
    'an inbound interaction',
    { inbound: true },
    { r: 0, s: 0, b: 0, d: 0, u: 1, level: 'unknown', felt: 0, stage: 'exploration' },
  ],
  [
    3,
    'a promise is made',
    {},
    { r: 0, s: 0, b: 0, d: 0, u: 1, level: 'unknown', felt: 0, stage: 'exploration' },
  ],
  [
    9,
    'the promise is kept in time',
    { evidence: { type: 'PromiseKept', subject: { event: { lateSeconds: -3_600 } } } },
    { r: 1, s: 0, b: 0.333, d: 0, u: 0.667, level: 'unknown', felt: 0, stage: 'exploration' },
  ],
  [
    20,
    'a case is opened, in anger',
    { feeling: { episode: 'case', valence: -0.6, arousal: 0.7, by: 'agent' }, inbound: true },
    { r: 0.979, s: 0, b: 0.329, d: 0, u: 0.671, level: 'unknown', felt: -0.225, stage: 'exploration' },
  ],
  [
    22,
    'a resolution is proposed',
    {},
    { r: 0.976, s: 0, b: 0.328, d: 0, u: 0.672, level: 'unknown', felt: -0.223, stage: 'exploration' },
  ],
  [
    23,
    'it is rejected',
    {
      evidence: { type: 'ResolutionRejected', subject: { event: { by: 'customer' }, case: caseWith(1) } },
      feeling: { episode: 'case', valence: -0.8, arousal: 0.9, by: 'agent' },
    },
    { r: 0.974, s: 1, b: 0.245, d: 0.252, u: 0.503, level: 'wary', felt: -0.3, stage: 'exploration' },
  ],
  [
    27,
    'the next one is confirmed by the customer',
    {
      evidence: { type: 'ResolutionConfirmed', subject: { event: { by: 'customer' }, case: caseWith(1) } },
      feeling: { episode: 'case', valence: 0.6, by: 'survey' },
    },
    {
      r: 2.466,
      s: 0.992,
      b: 0.452,
      d: 0.182,
      u: 0.366,
      level: 'emerging',
      felt: -0.044,
      stage: 'exploration',
    },
  ],
  [
    40,
    'a call back, welcome',
    { feeling: { episode: 'call-back', valence: 0.8, by: 'survey' } },
    { r: 2.406, s: 0.968, b: 0.448, d: 0.18, u: 0.372, level: 'emerging', felt: 0.267, stage: 'expansion' },
  ],
];

interface Expected {
  readonly r: number;
  readonly s: number;
  readonly b: number;
  readonly d: number;
  readonly u: number;
  readonly level: string;
  readonly felt: number;
  readonly stage: string;
}

describe('the worked example', () => {
  const story = new Story(defaultPolicy());

  it.each(rows)('day %i: %s', (days, _, happening, expected) => {
    story.at(days, happening);
    const { trust, emotion } = story.measures(days);
    const sums = evidenceAt(story.trust, days * 86_400_000);
    expect({
      r: digits(sums.for),
      s: digits(sums.against),
      b: digits(trust.belief),
      d: digits(trust.disbelief),
      u: digits(trust.uncertainty),
      level: story.policy.trust.level(trust),
      felt: digits(emotion.felt),
      stage: story.standing.stage,
    }).toEqual(expected);
  });

  it('expects .634 in the end', () => {
    expect(digits(story.measures(40).trust.expectation)).toBe(0.634);
  });
});

function digits(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

function caseWith(rejections: number) {
  return { rejections, reopenings: 0, proposals: rejections + 1 };
}
