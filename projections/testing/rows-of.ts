import type { EventData, EventType, JourneyEvent } from '@rapport/journey';
import { day, policiesOf } from '@rapport/journey/testing';
import type { Policies } from '@rapport/policy';
import { businessOrder, type Fold, type JourneyRow, type ProjectionDefinition } from '@rapport/projection';
import type { Columns, RowOf } from '@rapport/read-store';

/** A moment of the history: `on(3, 'CaseOpened', { caseId: 'c1' })`. Ids and revisions follow from the place in the history. */
export interface Happening<T extends EventType = EventType> {
  readonly type: T;
  readonly data: Readonly<EventData[T]>;
  readonly occurredAt: number;
}

export const on = <T extends EventType>(
  days: number,
  type: T,
  data: Readonly<EventData[T]>,
): Happening<T> => ({
  type,
  data,
  occurredAt: day(days),
});

/** The history of one journey in business order. */
export const history = (happenings: readonly Happening[], journeyId = 'j1'): JourneyEvent[] =>
  happenings
    .map((happening, revision) => ({
      ...happening,
      id: `e${revision}`,
      journeyId,
      revision,
      policyVersion: 1,
      recordedAt: 0,
    }))
    .toSorted(businessOrder) as JourneyEvent[];

type Apply<State> = (state: State, event: JourneyEvent, policies: Policies) => State;

function foldOf<State>(fold: Fold<State>, events: readonly JourneyEvent[], policies = policiesOf()): State {
  return events.reduce((state, event) => {
    const apply = fold.on[event.type] as Apply<State> | undefined;
    return apply === undefined ? state : apply(state, event, policies);
  }, fold.initial());
}

/** The rows that a history ends in. */
export function rowsOf<State, Table extends Columns>(
  { fold, rows }: Pick<ProjectionDefinition<State, Table>, 'fold' | 'rows'>,
  happenings: readonly Happening[],
): readonly JourneyRow<RowOf<Table>>[] {
  return [...rows(foldOf(fold, history(happenings)))];
}

/** The one row that a history ends in. @throws where there is none */
export function rowOf<State, Table extends Columns>(
  definition: Pick<ProjectionDefinition<State, Table>, 'fold' | 'rows'>,
  happenings: readonly Happening[],
): RowOf<Table> {
  const [first] = rowsOf(definition, happenings);
  if (first === undefined) throw new Error('The history ends in no row.');
  return first.row;
}
