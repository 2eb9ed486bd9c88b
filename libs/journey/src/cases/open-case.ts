import { interactionReferredToIsKnown } from '../interactions/guards';
import { command } from '../kernel/command';
import { Id, Label, Optional, Text } from '../payload/fields';
import { Personal } from '../payload/personal';
import { CaseFact } from './case-fact';
import { caseIsNew } from './guards';

/** The customer brings a problem. */
export class OpenCase extends CaseFact {
  /** The contact in which it was brought; absent where none was recorded. */
  @Optional() @Id() interactionId?: string;
  @Optional() @Text() @Personal() subject?: string;
  @Optional() @Label() product?: string;
  @Optional() @Label() topic?: string;
  @Optional() @Label() channel?: string;
  @Optional() @Label() touchpoint?: string;
  @Optional() @Label() team?: string;
  @Optional() @Label() priority?: string;
}

export class CaseOpened extends OpenCase {}

export const openCase = command(OpenCase, {
  records: CaseOpened,
  guards: [caseIsNew, interactionReferredToIsKnown],
  evolve: (journey, { caseId }) =>
    journey.cases.set(caseId, {
      ordinal: journey.cases.size + 1,
      status: 'open',
      pending: false,
      held: false,
      settledAt: undefined,
      recurrenceOf: undefined,
    }),
});
