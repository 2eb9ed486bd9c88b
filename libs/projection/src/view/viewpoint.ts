import type { Millis } from '@rapport/event-store';
import type { Policies, Policy } from '@rapport/policy';
import type { Columns, RowOf } from '@rapport/read-store';
import type { ProjectionDefinition } from '../definition';
import type { MomentAnswer } from '../http/moment-answer';
import type { SubjectRows } from './row-source';

/** From where a view sees its subjects. */
export interface Viewpoint {
  /** The moment that what decays or falls due is weighed for. */
  readonly at: Millis;
  /** The version that weighs what is asked for `at`: the one in force, under `knownAt` the one in force then. */
  readonly policy: Policy;
  /** All versions, by which what happened is weighed. */
  readonly policies: Policies;
  /** Any journey, seen from there. */
  journey(journeyId: string): HasRows;
  /** What every answer says of its moment. */
  stated(): Readonly<MomentAnswer>;
}

export interface HasRows {
  rows<State, Table extends Columns>(
    definition: ProjectionDefinition<State, Table>,
  ): Promise<SubjectRows<RowOf<Table>>>;
}
