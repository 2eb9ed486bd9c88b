import { MatchingTime } from './matching-time';

describe('the time for expressions', () => {
  let now: number;
  let time: MatchingTime;
  beforeEach(() => {
    now = 0;
    const allowance = { normalMs: 10, longestMs: 100, mostMs: 150, backMs: 5 };
    time = new MatchingTime(allowance, () => now);
  });

  it('is the longest at first', () => expect(time.limitMs()).toBe(100));

  it('is not used up by what takes a normal time', () => {
    for (let match = 0; match < 1_000; match += 1) time.spend(10);
    expect(time.limitMs()).toBe(100);
  });

  it('is used up by all together, and comes back by and by', () => {
    time.spend(100);
    expect(time.limitMs()).toBe(70);
    time.spend(70);
    expect(time.limitMs()).toBe(10);
    now += 2_000;
    expect(time.limitMs()).toBe(20);
    now += 3_600_000;
    expect(time.limitMs()).toBe(100);
  });
});
