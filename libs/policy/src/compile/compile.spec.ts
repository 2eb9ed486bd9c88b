import { defaultPolicy } from '../../testing';

const day = 86_400_000;
const policy = defaultPolicy();

function scale(instrument: string) {
  const found = policy.scales.get(instrument);
  if (found === undefined) throw new Error(`no scale ${instrument}`);
  return found;
}

describe('a scale', () => {
  it.each([
    ['csat-5', 1, -1],
    ['csat-5', 3, 0],
    ['csat-5', 5, 1],
    ['ces1-5', 5, -1],
    ['ces2-7', 7, 1],
    ['nps-11', 6, -1],
    ['nps-11', 7, 0],
    ['nps-11', 9, 1],
  ])('reads a score: %s %d is %d', (instrument, score, value) =>
    expect(scale(instrument).normalise(score)).toBe(value),
  );
});

describe('evidence', () => {
  const weigh = (type: string, subject: object) =>
    policy.trust.rulesFor(type).flatMap((rule) => {
      const evidence = rule.weigh({ event: {}, ...subject });
      return evidence === undefined ? [] : [{ rule: rule.name, ...evidence }];
    });

  it('is weighed by every rule that fits', () =>
    expect(weigh('ResolutionRejected', { case: { rejections: 2, reopenings: 0, proposals: 2 } })).toEqual([
      { rule: 'rejected', for: 0, against: 1 },
      { rule: 'failed-again', for: 0, against: 1 },
    ]));

  it('is none where no rule fits', () => {
    expect(weigh('CaseReopened', { event: { by: 'agent' } })).toEqual([]);
    expect(weigh('CaseHeld', {})).toEqual([]);
  });

  it('is graded by the score', () => {
    const event = { instrument: 'csat-5' };
    expect(weigh('FeedbackGiven', { event, score: 0 })).toEqual([
      { rule: 'satisfaction', for: 0.3, against: 0.3 },
    ]);
    expect(weigh('FeedbackGiven', { event })).toEqual([]);
  });

  it('counts a promise without a due time as kept', () =>
    expect(weigh('PromiseKept', {})).toEqual([{ rule: 'promise-kept', for: 1, against: 0 }]));
});

describe('emotion', () => {
  it('is as reliable as who reports it, times the stated confidence', () => {
    expect(policy.emotion.reliability('agent', 0.5)).toBe(0.3);
    expect(policy.emotion.reliability('rumour', 1)).toBe(0);
  });

  it('is inferred from a score where the policy says so', () => {
    expect(policy.emotion.inferred('csat-5', 1)).toEqual({ valence: -1, reliability: 0.5 });
    expect(policy.emotion.inferred('nps-11', 1)).toBeUndefined();
  });

  it.each([
    [0.3, 'good'],
    [0.29, 'neither'],
    [-0.39, 'neither'],
    [-0.4, 'bad'],
  ])('an episode of %d is %s', (value, verdict) =>
    expect(policy.emotion.verdict({ value, reliability: 1, endedAt: 0 })).toBe(verdict),
  );
});

describe('what the policy says of time', () => {
  it('is in milliseconds', () => {
    expect(policy.clockSkewMs).toBe(300_000);
    expect(policy.resolution).toEqual({
      tacitAfterMs: 15 * day,
      lastingAfterMs: 14 * day,
      reopenWithinMs: 45 * day,
      firstContactWithinMs: 7 * day,
      void: ['duplicate', 'invalid', 'withdrawn-by-customer'],
    });
  });

  it('assumes a due time for the kinds it lists', () => {
    expect(policy.assumedDueMs('call-back')).toBe(2 * day);
    expect(policy.assumedDueMs('delivery')).toBeUndefined();
  });
});

describe('an opinion without levels', () => {
  it('has none', () => {
    expect(policy.commitment.levelNames).toEqual([]);
    expect(policy.commitment.level(policy.commitment.opinion(1, 0))).toBe('');
  });
});
