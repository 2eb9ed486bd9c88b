import { projection } from '@rapport/projection';
import { json } from '@rapport/read-store';
import { promiseKeepingFold, type PromiseKeepingState, type PromiseState } from './promise-keeping.fold';

/** One row per journey. */
export const promiseKeeping = projection({
  name: 'promise-keeping',
  version: 1,
  fold: promiseKeepingFold,
  table: { promises: json<readonly PromiseState[]>() },
  rows: (promises: PromiseKeepingState) => [{ part: '', row: { promises: [...promises.values()] } }],
  measures: { promises: ['lateSeconds'] },
  cells: ({ promises }) =>
    promises.map(({ kind, month, outcome, lateSeconds }) => ({
      measure: 'promises',
      group: JSON.stringify([kind, month, outcome]),
      values: [lateSeconds],
    })),
});
