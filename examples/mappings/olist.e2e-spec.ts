import type { ImportSummary } from '@rapport/interchange';
import { defaultPolicyText } from '@rapport/policy';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWith, olistFolder } from './testing/data';
import { Imported } from './testing/imported';
import { olistHistories } from './testing/olist-history';
import { Recount } from './testing/recount';
import { shuffledCsv } from './testing/shuffled';

describeWith(olistFolder, 'the orders of the Olist shop, imported', () => {
  let imported: Imported;
  let summary: ImportSummary;
  let histories: ReturnType<typeof olistHistories>;
  const recount = new Recount(defaultPolicyText());
  beforeAll(async () => {
    imported = await Imported.start();
    summary = await imported.import('olist', olistFolder);
    histories = olistHistories(olistFolder);
  }, 120_000);
  afterAll(() => imported.close());

  it('has a journey for each person, and nothing of it is refused', () => {
    expect(summary).toMatchObject({
      rows: 8_135 + 8_225,
      duplicates: 0,
      rejectedRows: 0,
      journeys: 8_016,
      commands: { refused: 0, unchanged: 119, replayed: 0 },
    });
  });

  it('has a purchase and a promise for each order, and what was paid for it', async () => {
    const purchases = await imported.events('PurchaseMade');
    expect(purchases).toHaveLength(8_135);
    const paid = purchases.map(({ data }) => (data as { total: { amountMinor: number } }).total.amountMinor);
    expect(paid.reduce((a, b) => a + b, 0)).toBe(142_860_281);
    expect(await imported.events('PromiseMade')).toHaveLength(8_135);
  });

  it('has 4,827 promises kept on the day and 343 late, and reviews that tell the difference', async () => {
    const late = new Map<string, boolean>();
    for (const { data } of await imported.events('PromiseKept')) {
      const { promiseId, lateSeconds } = data as { promiseId: string; lateSeconds: number };
      late.set(promiseId, lateSeconds > 0);
    }
    const lateness = [...late.values()];
    expect([lateness.filter((each) => !each).length, lateness.filter((each) => each).length]).toEqual([
      4_827, 343,
    ]);
    expect(await meanReviews(late)).toEqual(['4.27', '2.18']);
  });

  it('dates the 58 answers that are older than their purchase at the purchase, marked as implied', async () => {
    const feedback = await imported.events('FeedbackGiven');
    expect(feedback).toHaveLength(8_225);
    expect(feedback.filter(({ data }) => 'implied' in data && data.implied === true)).toHaveLength(58);
  });

  it('reaches the levels of trust that a recount from the files reaches, all six of them', async () => {
    const { at, levels } = await imported.ask<{ at: string; levels: Record<string, number> }>('/v1/trust');
    const days = Date.parse(at) / 86_400_000;
    expect(levels).toEqual(tally([...histories.values()].map((history) => recount.level(history, days))));
    expect(levels).toEqual({ broken: 17, wary: 907, unknown: 7_011, assured: 1, trusting: 5, emerging: 75 });
  });

  it('passes through the stages that a recount from the files passes through, up to commitment and into dissolution', async () => {
    const { stages, transitions } = await imported.ask<Stages>('/v1/stages');
    const paths = [...histories.values()].map((history) => recount.path(history));
    const steps = paths.flatMap((path) => path.slice(1).map((to, index) => `${path[index] ?? ''} > ${to}`));
    expect(Object.fromEntries(transitions.map(({ from, to, count }) => [`${from} > ${to}`, count]))).toEqual(
      tally(steps),
    );
    expect(stages).toEqual({ awareness: 0, ...tally(paths.map((path) => path.at(-1) ?? '')) });
    expect(stages).toMatchObject({ exploration: 7_942, expansion: 56, commitment: 2, dissolution: 16 });
  });

  it('is the same, byte for byte, after the same files again', async () => {
    const before = await imported.readModels();
    const again = await imported.import('olist', olistFolder);
    expect(again.commands).toMatchObject({
      recorded: 0,
      replayed: summary.commands.recorded,
      unchanged: 119,
    });
    expect(await imported.readModels()).toEqual(before);
  }, 120_000);

  it('is the same, byte for byte, from files with their rows shuffled', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rapport-shuffled-'));
    const other = await Imported.start();
    const shuffled = await other.import('olist', shuffledCsv(olistFolder, folder, 20_261_122));
    expect(shuffled.commands).toEqual(summary.commands);
    expect(await other.readModels()).toEqual(await imported.readModels());
    await other.close();
    await rm(folder, { recursive: true });
  }, 120_000);

  /** Of the reviews of orders that came on the day, and of those that came late. */
  async function meanReviews(late: ReadonlyMap<string, boolean>): Promise<string[]> {
    const lateOrder = new Map<string, boolean>();
    for (const { data } of await imported.events('PromiseMade')) {
      const { promiseId, about } = data as { promiseId: string; about: { id: string } };
      const isLate = late.get(promiseId);
      if (isLate !== undefined) lateOrder.set(about.id, isLate);
    }
    const feedback = (await imported.events('FeedbackGiven')).map(
      ({ data }) => data as { score: number; about: { id: string } },
    );
    return [false, true].map((isLate) => {
      const scores = feedback
        .filter(({ about }) => lateOrder.get(about.id) === isLate)
        .map(({ score }) => score);
      return (scores.reduce((a, b) => a + b, 0) / scores.length).toFixed(2);
    });
  }
});

interface Stages {
  readonly stages: Readonly<Record<string, number>>;
  readonly transitions: readonly { readonly from: string; readonly to: string; readonly count: number }[];
}

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
