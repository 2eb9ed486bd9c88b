import { ImportHarness, nothing, smallShop, type ShopFiles } from '../../testing';
import type { ImportObserver } from './observer';

let shop: ImportHarness;
beforeEach(async () => (shop = await ImportHarness.start()));
afterEach(() => shop.stop());

describe('an import that was interrupted', () => {
  const orders = Array.from({ length: 2_500 }, (_, index) => `o${index},Ada,2018-01-01 10:00`);
  const many: ShopFiles = { ...smallShop, orders };
  /** 2,500 orders are 5,000 commands and two answers. */
  const all = 5_002;

  /** Stops when the first batch is recorded, before its answer is read, or once it is acknowledged. */
  async function interrupted(data: string, when: 'unanswered' | 'acknowledged'): Promise<void> {
    const controller = new AbortController();
    if (when === 'unanswered') shop.engine.onBatch = () => controller.abort();
    let sending = false;
    const observer: ImportObserver = {
      begin: (phase) => (sending = phase === 'sending'),
      progress: () => {
        if (sending) controller.abort();
      },
      note: nothing,
    };
    await expect(shop.import(data, { signal: controller.signal, observer })).rejects.toThrow('abort');
    shop.engine.onBatch = () => undefined;
    expect(shop.engine.received).toHaveLength(2_000);
  }

  it('goes on where the acknowledgements end, and sums up all of it', async () => {
    const data = await shop.write(many);
    await interrupted(data, 'acknowledged');
    const summary = await shop.import(data);
    expect(shop.notes).toEqual([
      'Going on with the import that was interrupted: 2000 commands are acknowledged already.',
    ]);
    expect(summary).toMatchObject({
      resumed: true,
      rows: 2_503,
      commands: { sent: all, recorded: all, replayed: 0 },
    });
    expect(shop.engine.received).toHaveLength(all);
  });

  it('takes an answer that was lost for not given: nothing is recorded twice', async () => {
    const data = await shop.write(many);
    await interrupted(data, 'unanswered');
    expect(await shop.import(data)).toMatchObject({ commands: { recorded: all - 2_000, replayed: 2_000 } });
    expect(shop.engine.received).toHaveLength(all);
  });

  it.each<[string, () => unknown, RegExp]>([
    ['a changed file', () => shop.write({ ...many, answers: ['o1,1,2018-01-09'] }), /has changed/],
    ['another log', () => anotherLog(), /does not show what it acknowledged/],
  ])('starts anew on %s', async (_what, change, note) => {
    const data = await shop.write(many);
    await interrupted(data, 'acknowledged');
    await change();
    const summary = await shop.import(data);
    expect(shop.notes).toEqual([expect.stringMatching(note)]);
    expect(summary).toMatchObject({ resumed: false, rejectedRows: 0 });
  });

  function anotherLog(): void {
    shop.engine.logName = 'b';
    shop.engine.forget();
  }
});
