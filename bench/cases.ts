import { openSqliteReadStore, type CellChange, type ReadModel, type ReadStore } from '@rapport/read-store';
import type { CaseState, CaseStatus } from '../projections/resolution-rate/case-state';
import { resolutionRate } from '../projections/resolution-rate/resolution-rate.projection';
import type { caseTable } from '../projections/resolution-rate/resolution-rate.table';

const dayMs = 86_400_000;
const startMs = Date.UTC(2021, 0, 1);
/** The moment that the cases are asked about: three years after the first was opened. */
export const casesAt = startMs + 3 * 365 * dayMs;
const batch = 10_000;

/** Numbers in [0, 1), the same in every run (Park & Miller 1988). */
function* chances(): Generator<number, never> {
  for (let seed = 42; ;) yield (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
}

type Chance = () => number;
const waits = (chance: Chance, meanDays: number): number =>
  Math.round(-Math.log(1 - chance()) * meanDays * dayMs);
const oneOf = <T>(chance: Chance, list: readonly T[], otherwise: T): T =>
  list[Math.floor(chance() * list.length)] ?? otherwise;

/** A case as they are: most are proposed and settled, one in ten waits for the customer meanwhile, one in seven comes back. */
function caseOf(chance: Chance): CaseState {
  const openedAt = startMs + Math.floor(chance() * 3 * 365 * dayMs);
  const touchedAt = openedAt + waits(chance, 0.3);
  const proposedAt = touchedAt + waits(chance, 6);
  const settledAt = proposedAt + waits(chance, 5);
  const brokenAt = chance() < 0.15 ? settledAt + waits(chance, 20) : null;
  const until = (time: number): number | null => (time < casesAt ? time : null);
  const isSettled = until(settledAt) !== null;
  const status: CaseStatus = isSettled
    ? oneOf(chance, ['confirmed', 'confirmed', 'tacit', 'tacit', 'unresolved', 'void'], 'open')
    : 'open';
  const isProposed = until(proposedAt) !== null;
  const isBroken = brokenAt !== null && until(brokenAt) !== null;
  return {
    openedAt,
    product: oneOf(chance, ['router', 'switch', 'phone', 'tablet', 'watch'], 'router'),
    topic: oneOf(chance, ['setup', 'billing', 'fault', null], null),
    channel: oneOf(chance, ['phone', 'web', 'shop'], 'web'),
    touchpoint: null,
    team: oneOf(chance, ['first', 'network', 'field'], 'first'),
    status,
    statusSince: isSettled ? settledAt : openedAt,
    touchedAt: until(touchedAt),
    confirmedAt: status === 'confirmed' ? settledAt : null,
    attempts: isProposed ? [[proposedAt, isBroken ? brokenAt : null]] : [],
    holds: isProposed && chance() < 0.1 ? [[touchedAt, proposedAt]] : [],
    rejections: isBroken ? 1 : 0,
    withdrawals: 0,
    reopenings: 0,
    reworks: isBroken ? 1 : 0,
    misdirections: chance() < 0.05 ? 1 : 0,
    handovers: chance() < 0.2 ? 1 : 0,
    spoiledAt: isBroken ? brokenAt : null,
  };
}

function* changes(cases: number): Generator<CellChange[]> {
  const numbers = chances();
  const chance = (): number => numbers.next().value;
  for (let done = 0; done < cases; done += batch) {
    const rows = Array.from({ length: Math.min(batch, cases - done) }, () => caseOf(chance));
    const cells = rows.flatMap((row) => [...(resolutionRate.cells?.(row, '') ?? [])]);
    yield cells.map((cell) => ({ ...cell, scope: 'journeys', count: 1 }));
  }
}

export interface ManyCases {
  readonly model: ReadModel<typeof caseTable>;
  close(): Promise<void>;
}

/** The roll-up of so many cases, in a folder, without the rows and the log behind it. */
export async function manyCases(folder: string, cases: number): Promise<ManyCases> {
  const readStore: ReadStore = await openSqliteReadStore(folder);
  const { name, version, table } = resolutionRate;
  const build = await readStore.create(name, version, table);
  const load = await build.load();
  for (const cells of changes(cases)) await load.add({ rows: [], cells });
  await load.finish({ logId: 'bench', position: '1', lastEventId: 'bench', newestOccurredAt: casesAt });
  return { model: build.model, close: () => readStore.close() };
}
