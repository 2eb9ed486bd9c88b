import { validateSync } from 'class-validator';
import { UnlinkJourneyFromCustomer } from './unlink-journey-from-customer';

const accepts = (customerId: unknown): boolean =>
  validateSync(Object.assign(new UnlinkJourneyFromCustomer(), { customerId })).length === 0;

describe("a customer's id", () => {
  it.each(['k1', '4711', 'crm:4711', 'A.b_c-d', 'journey', 'journeys:1', 'x'.repeat(128)])(
    'may be %s',
    (id) => expect(accepts(id)).toBe(true),
  );

  it.each(['', 'journey:j1', 'journey:', '-k', ':k', '_k', 'k 1', 'k/1', 'ö', 'x'.repeat(129), 1, null])(
    'may not be %s',
    (id) => expect(accepts(id)).toBe(false),
  );
});
