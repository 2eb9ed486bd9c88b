import { businessOrder, toBusinessOrder } from './order';

const at = (occurredAt: number, revision: number) => ({ occurredAt, revision });

describe('business order', () => {
  it('is by time, then by revision', () =>
    expect(toBusinessOrder([at(2, 0), at(1, 2), at(1, 1), at(3, 3)])).toEqual([
      at(1, 1),
      at(1, 2),
      at(2, 0),
      at(3, 3),
    ]));

  it('leaves alone what is in order', () => {
    const events = [at(1, 0), at(1, 1), at(2, 2)];
    expect(toBusinessOrder(events)).toBe(events);
    expect(events).toEqual([at(1, 0), at(1, 1), at(2, 2)]);
  });

  it('says whether an event comes behind another', () => {
    expect(businessOrder(at(1, 5), at(2, 0))).toBeLessThan(0);
    expect(businessOrder(at(1, 1), at(1, 0))).toBeGreaterThan(0);
    expect(businessOrder(at(1, 1), at(1, 1))).toBe(0);
  });
});
