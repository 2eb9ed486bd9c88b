import fc from 'fast-check';
import { ImportHarness, type ShopFiles } from '../../testing';

let shop: ImportHarness;
beforeEach(async () => (shop = await ImportHarness.start()));
afterEach(() => shop.stop());

describe('any order of the rows', () => {
  const time = fc.integer({ min: 0, max: 3 }).map((hour) => `2018-01-01 1${hour}:00`);
  const order = fc.tuple(fc.constantFrom('Ada', 'Bob'), time);
  const files = fc.record({
    orders: fc.array(order, { minLength: 1, maxLength: 6 }),
    payments: fc.array(fc.tuple(fc.nat(5), fc.constantFrom('1', '2.50')), { minLength: 1, maxLength: 6 }),
    answers: fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 5 }), time), {
      minLength: 1,
      maxLength: 6,
    }),
  });
  const texts = ({
    orders,
    payments,
    answers,
  }: typeof files extends fc.Arbitrary<infer T> ? T : never): ShopFiles => ({
    // The same order may stand twice, as an identical row or as another one of the same id.
    orders: orders.map(([customer, at], index) => `o${index % 4},${customer},${at}`),
    payments: payments.map(([index, value]) => `o${index % 4},${value}`),
    answers: answers.map(([index, score, at]) => `o${index % 4},${score},${at}`),
  });
  const shuffledFiles = files.map(texts).chain((original) =>
    fc.record({
      original: fc.constant(original),
      shuffled: fc.record({
        orders: permutation(original.orders),
        payments: permutation(original.payments),
        answers: permutation(original.answers),
      }),
    }),
  );

  it('ends in the same commands in the same order', async () => {
    await fc.assert(
      fc.asyncProperty(shuffledFiles, async ({ original, shuffled }) => {
        shop.engine.forget();
        const first = await shop.import(await shop.write(original));
        const sent = JSON.stringify(shop.engine.received);
        shop.engine.forget();
        const second = await shop.import(await shop.write(shuffled));
        expect(JSON.stringify(shop.engine.received)).toBe(sent);
        expect({ ...second, durationSeconds: 0, commandsPerSecond: 0 }).toEqual({
          ...first,
          durationSeconds: 0,
          commandsPerSecond: 0,
        });
      }),
      { numRuns: 40 },
    );
  });
});

function permutation(rows: readonly string[]): fc.Arbitrary<string[]> {
  return fc.shuffledSubarray([...rows], { minLength: rows.length, maxLength: rows.length });
}
