import { projection } from '@rapport/projection';
import { integer, json, text } from '@rapport/read-store';

/** Three small projections whose rows show every event and the order in which it was folded. */

interface Purchases {
  readonly ids: string[];
  spentMinor: number;
}

export const purchases = projection({
  name: 'purchases',
  version: 1,
  fold: {
    initial: (): Purchases => ({ ids: [], spentMinor: 0 }),
    on: {
      PurchaseMade(state, { data, id }) {
        state.ids.push(`${data.purchaseId}:${id.slice(-4)}`);
        state.spentMinor += data.total.amountMinor;
        return state;
      },
    },
  },
  table: { count: integer(), spentMinor: integer(), ids: json<readonly string[]>() },
  rows: ({ ids, spentMinor }) => [{ part: '', row: { count: ids.length, spentMinor, ids } }],
  measures: { spent: ['count', 'spentMinor'] },
  cells: ({ count, spentMinor }) => [{ measure: 'spent', group: '', values: [count, spentMinor] }],
});

type OpenCases = ReadonlyMap<string, readonly string[]>;

/** A row for each case that is not void, so that rows come and go. */
export const cases = projection({
  name: 'cases',
  version: 1,
  fold: {
    initial: (): OpenCases => new Map(),
    on: {
      CaseOpened: (state, { data: { caseId } }) =>
        new Map([...state, [caseId, [...(state.get(caseId) ?? []), 'opened']]]),
      CaseClosed(state, { data: { caseId, basis } }) {
        const others = [...state].filter(([id]) => id !== caseId);
        return new Map(
          basis === 'void' ? others : [...others, [caseId, [...(state.get(caseId) ?? []), basis]]],
        );
      },
    },
  },
  table: { path: text() },
  rows: (state) => Array.from(state, ([part, path]) => ({ part, row: { path: path.join(' ') } })),
  measures: { paths: ['length'] },
  cells: ({ path }) => [{ measure: 'paths', group: path, values: [path.length] }],
});

/** Stamps what it sees with the policy it was recorded under. */
export const stages = projection({
  name: 'stages',
  version: 1,
  fold: {
    initial: (): string[] => [],
    on: {
      JourneyBegun: (state, { policyVersion }, policies) => [
        ...state,
        policyVersion === 0 ? 'no policy' : policies.version(policyVersion).name,
      ],
      PurchaseMade: (state, { occurredAt }) => [...state, `bought at ${occurredAt}`],
    },
  },
  table: { trace: text() },
  rows: (state) => [{ part: '', row: { trace: state.join(', ') } }],
});

export const allProjections = [purchases, cases, stages] as const;
