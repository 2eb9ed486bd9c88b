import type { Displaced, Outcome, Sides, TransitionSides } from './outcome';

type Counts = Readonly<Record<string, number>>;

/** What was added up of a share of the journeys; plain data, so that it travels between threads. */
export interface Tallied {
  readonly counts: Counts & Pick<Outcome, CountName>;
  readonly stages: Sides<Counts>;
  readonly levels: Sides<Counts>;
  readonly transitions: readonly TransitionSides[];
  readonly displaced: readonly Displaced[];
  /** Customers who change: those of one journey that is linked to nobody, and the others by name, since shares may have them too. */
  readonly changedAlone: number;
  readonly changedLinked: readonly string[];
  readonly unreadable: Outcome['unreadable'];
  readonly at: number | null;
}

export const countNames = [
  'facts',
  'unsupportedFacts',
  'decisions',
  'recordedDecisions',
  'journeys',
  'changedJourneys',
  'unreadableJourneys',
] as const;
export type CountName = (typeof countNames)[number];

export const maxUnreadableNamed = 10;

/** The answer from all shares. */
export function outcomeOf(shares: readonly Tallied[]): Outcome {
  const moments = shares.flatMap(({ at }) => at ?? []);
  const linked = new Set(shares.flatMap(({ changedLinked }) => changedLinked));
  return {
    ...(sum(shares.map(({ counts }) => counts)) as Pick<Outcome, CountName>),
    changedCustomers: linked.size + shares.reduce((total, { changedAlone }) => total + changedAlone, 0),
    unreadable: shares.flatMap(({ unreadable }) => unreadable).slice(0, maxUnreadableNamed),
    stages: {
      ...sides(shares.map(({ stages }) => stages)),
      transitions: sumBy(
        shares.flatMap(({ transitions }) => transitions),
        ({ from, to }) => [from, to],
      ),
      displaced: sumBy(
        shares.flatMap(({ displaced }) => displaced),
        ({ decided, simulated }) => [decided, simulated],
      ),
    },
    trust: sides(shares.map(({ levels }) => levels)),
    at: moments.length === 0 ? null : Math.max(...moments),
  };
}

const sides = (all: readonly Sides<Counts>[]): Sides<Counts> => ({
  decided: sum(all.map(({ decided }) => decided)),
  simulated: sum(all.map(({ simulated }) => simulated)),
});

function sum(all: readonly Counts[]): Counts {
  const total: Record<string, number> = {};
  for (const counts of all)
    for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count;
  return total;
}

/** Adds up the numbers of entries of the same key; by key. */
function sumBy<Entry extends object>(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => readonly string[],
): readonly Entry[] {
  const totals = new Map<string, Entry>();
  for (const entry of entries) {
    const key = JSON.stringify(keyOf(entry));
    const found = totals.get(key);
    totals.set(key, found === undefined ? entry : added(found, entry));
  }
  return [...totals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

const added = <Entry extends object>(one: Entry, other: Entry): Entry =>
  Object.fromEntries(
    Object.entries(one).map(([name, value]: [string, unknown]) => {
      const more: unknown = (other as Record<string, unknown>)[name];
      return [name, typeof value === 'number' && typeof more === 'number' ? value + more : value];
    }),
  ) as Entry;
