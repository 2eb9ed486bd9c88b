import { projection, type Fold } from '@rapport/projection';
import { integer, json } from '@rapport/read-store';

interface Account {
  path: string[];
  spentMinor: number;
}

/** Whose cases have a row each, so that rows come and go. */
interface Ledger {
  readonly total: Account;
  readonly cases: Map<string, Account>;
}

/** Amounts that some stage of the projection cannot digest. */
export const poison = { fold: 13, rows: 7, cells: 11 } as const;

const account = (): Account => ({ path: [], spentMinor: 0 });

/** Changes the state it is given, also before it throws: nothing of such a state may be seen. */
const fold: Fold<Ledger> = {
  initial: () => ({ total: account(), cases: new Map() }),
  on: {
    PurchaseMade(state, { data: { purchaseId, total } }) {
      state.total.spentMinor += total.amountMinor;
      if (total.amountMinor === poison.fold) throw new RangeError('Unlucky.');
      state.total.path.push(purchaseId);
      return state;
    },
    CaseOpened(state, { data: { caseId } }) {
      const it = state.cases.get(caseId) ?? account();
      it.path.push(`opened after ${state.total.spentMinor}`);
      state.cases.set(caseId, it);
      return state;
    },
    CaseClosed(state, { data: { caseId, basis } }) {
      if (basis === 'void') state.cases.delete(caseId);
      else state.cases.get(caseId)?.path.push(basis);
      return state;
    },
  },
};

/** A projection whose rows show every event and the order in which it was folded, and whose every row counts twice. */
export const ledger = projection({
  name: 'ledger',
  version: 1,
  fold,
  table: { spentMinor: integer(), path: json<readonly string[]>() },
  rows({ total, cases }: Ledger) {
    const isUnfit = total.spentMinor % 10 === poison.rows;
    const first = { part: '', row: { ...total, spentMinor: isUnfit ? 0.5 : total.spentMinor } };
    return [first, ...Array.from(cases, ([part, row]) => ({ part, row }))];
  },
  measures: { events: ['count', 'spentMinor'], spent: ['remainder'] },
  cells({ spentMinor, path }, part) {
    if (spentMinor === poison.cells) throw new TypeError('No such group.');
    const group = part === '' ? 'total' : 'case';
    return [
      { measure: 'events', group, values: [path.length, spentMinor] },
      { measure: 'spent', group: '', values: [spentMinor % 5] },
    ];
  },
});

/** The same, where a customer is folded by another fold: one that cares for other events. */
export const ledgerOfItsOwn = projection({
  ...ledger,
  merged: {
    initial: fold.initial,
    on: {
      ...(fold.on.PurchaseMade && { PurchaseMade: fold.on.PurchaseMade }),
      JourneyBegun(state, { journeyId }) {
        state.total.path.push(`${journeyId} has begun`);
        return state;
      },
    },
  },
});
