import type { ImportSummary } from '@rapport/interchange';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chance } from '../demo/chance';
import { describeWith, helpdeskLog } from './testing/data';
import { figuresOf, goldenFigures } from './testing/golden-figures';
import { Imported } from './testing/imported';
import { shuffle, shuffledXes } from './testing/shuffled';

describeWith(helpdeskLog, 'the helpdesk log, imported', () => {
  let imported: Imported;
  let summary: ImportSummary;
  beforeAll(async () => {
    imported = await Imported.start();
    summary = await imported.import('helpdesk', helpdeskLog);
  }, 120_000);
  afterAll(() => imported.close());

  it('has the rows, journeys and commands that were counted', () => {
    expect(summary).toMatchObject({
      rows: 21_348,
      duplicates: 127,
      rejectedRows: 157,
      journeys: 394,
      commands: {
        refused: 157,
        refusedByCode: { 'case.already-proposed': 156, 'case.closed': 1 },
        replayed: 0,
      },
    });
  });

  it('lists each row that was refused or identical to another', async () => {
    const listed = await imported.rejected();
    const codes = listed.map(({ code }) => code);
    expect(codes.filter((code) => code === 'duplicate-row')).toHaveLength(127);
    expect(codes).toHaveLength(284);
    const twice = listed.find(({ code }) => code === 'case.closed');
    expect(twice).toMatchObject({ file: 'helpdesk.xes.gz', command: 'close-case' });
    expect(new Set(listed.map(({ line }) => line)).size).toBe(284);
  });

  it('has the figures that were counted independently', async () =>
    expect(await figuresOf((path) => imported.ask(path))).toEqual(goldenFigures));

  it('has 68.6 % of the cases with the 79 busiest journeys', async () => {
    const counts = new Map<string, number>();
    for (const { stream } of await imported.events('CaseOpened'))
      counts.set(stream, (counts.get(stream) ?? 0) + 1);
    const busiest = [...counts.values()].sort((a, b) => b - a).slice(0, 79);
    expect(counts.size).toBe(394);
    expect((busiest.reduce((a, b) => a + b, 0) / 4_580).toFixed(3)).toBe('0.686');
  });

  it('marks as implied what the log does not say', async () => {
    const implied = async (type: string) =>
      (await imported.events(type)).filter(({ data }) => 'implied' in data && data.implied === true).length;
    expect(await implied('CaseOpened')).toBe(78);
    expect(await implied('ResolutionWithdrawn')).toBe(159);
    expect(await implied('CaseReopened')).toBe(2);
    expect(await implied('CaseTakenInCharge')).toBe(0);
  });

  it("knows nobody's trust and moves nobody beyond exploration: no feeling is in that log", async () => {
    const { levels } = await imported.ask<{ levels: Record<string, number> }>('/v1/trust');
    const { stages } = await imported.ask<{ stages: Record<string, number> }>('/v1/stages');
    expect(levels).toMatchObject({ unknown: 394, broken: 0, wary: 0, emerging: 0, trusting: 0, assured: 0 });
    expect(stages.awareness).toBe(0);
  });

  it('is the same, byte for byte, after the same file again', async () => {
    const before = await imported.readModels();
    const again = await imported.import('helpdesk', helpdeskLog);
    expect(again.commands).toMatchObject({ recorded: 0, replayed: summary.commands.recorded, refused: 157 });
    expect(await imported.readModels()).toEqual(before);
  }, 120_000);

  it('keeps its figures while 50 pairs of journeys are linked, and is the same again once they are unlinked', async () => {
    const question = '/v1/resolution-rate?by=product';
    const [before, answer] = [await imported.readModels(), await imported.ask<Moment>(question)];
    const pairs = await pairsOf(imported, 50);
    const { at: occurredAt } = answer;
    await imported.send(
      pairs.map((pair) => ({ ...pair, command: 'link-journey-to-customer', evidence: 'drawn', occurredAt })),
    );
    expect(await imported.readModels()).not.toEqual(before);
    expect(saidBy(await imported.ask<Moment>(question))).toEqual(saidBy(answer));
    await imported.send(
      pairs.map((pair) => ({ ...pair, command: 'unlink-journey-from-customer', occurredAt })),
    );
    expect(await imported.readModels()).toEqual(before);
    expect(saidBy(await imported.ask<Moment>(question))).toEqual(saidBy(answer));
  }, 120_000);

  it('is the same, byte for byte, from the file with its rows shuffled', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rapport-shuffled-'));
    const other = await Imported.start();
    const shuffled = await other.import('helpdesk', shuffledXes(helpdeskLog, folder, 20_261_122));
    expect(shuffled.commands).toEqual(summary.commands);
    expect(await other.readModels()).toEqual(await imported.readModels());
    await other.close();
    await rm(folder, { recursive: true });
  }, 120_000);
});

interface Moment {
  readonly at: string;
  readonly position: string;
}

/** All of an answer but how far the log was. */
const saidBy = (answer: Moment): object => ({ ...answer, position: undefined });

/** Journeys drawn by a seed, two for each customer. */
async function pairsOf(imported: Imported, count: number): Promise<object[]> {
  const streams = [...new Set((await imported.events('JourneyBegun')).map(({ stream }) => stream))].sort();
  const drawn = shuffle(streams, chance(20_261_122)).slice(0, count * 2);
  return drawn.map((stream, n) => ({
    journeyId: stream.replace('journey-', ''),
    customerId: `pair-${Math.floor(n / 2)}`,
  }));
}
