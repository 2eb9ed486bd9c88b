import fc from 'fast-check';
import { UtcMonths } from './utc-months';

it('names the month of any instant, whichever came before', () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: Date.UTC(2100, 0) })), (instants) => {
      const months = new UtcMonths();
      for (const instant of instants)
        expect(months.of(instant)).toBe(new Date(instant).toISOString().slice(0, 7));
    }),
  ));
