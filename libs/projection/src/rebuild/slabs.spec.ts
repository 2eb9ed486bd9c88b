import { slabs } from './slabs';

describe('slabs of journeys', () => {
  it('are one where everything fits', () =>
    expect(slabs(1_000, 1_000).map((s) => s.holds('j1'))).toEqual([true]));

  it('of an empty log are one', () => expect(slabs(0, 10)).toHaveLength(1));

  it('share the journeys among them, each in one, about evenly', () => {
    const parts = slabs(3_500, 1_000);
    const ids = Array.from({ length: 1_000 }, (_, i) => `journey-${i}`);
    const counts = parts.map(({ holds }) => ids.filter(holds).length);
    expect(parts).toHaveLength(4);
    expect(ids.every((id) => parts.filter(({ holds }) => holds(id)).length === 1)).toBe(true);
    expect(Math.min(...counts)).toBeGreaterThan(200);
  });
});
