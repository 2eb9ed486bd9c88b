import fc from 'fast-check';
import { turnsDuring } from '../../compliance/turns-during';
import { sorted } from './sorted';

/** As many ids as are named, in no order. */
const ids = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `j${(n * 7_919_777) % 1_000_003}`);

describe('sorting texts by steps', () => {
  it('ends in the order of one sort', async () => {
    for (const count of [0, 1, 8_191, 8_192, 8_193, 40_000])
      expect(await sorted(ids(count))).toEqual(ids(count).sort());
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string()), async (texts) =>
        expect(await sorted(new Set(texts))).toEqual([...new Set(texts)].sort()),
      ),
    );
  });

  it('lets others have their turns meanwhile', async () =>
    expect(await turnsDuring(() => sorted(ids(300_000)))).toBeGreaterThan(2));
});
