import { caseReferredToIsKnown } from '../cases/guards';
import { command } from '../kernel/command';
import { Fact } from '../payload/fact';
import { Between, Id, Label, OneOf, Optional, Whole } from '../payload/fields';
import { Money } from '../payload/money';
import { Nested } from '../payload/nested';
import { interactionIsNew } from './guards';

/** One contact took place. */
export class RecordInteraction extends Fact {
  @Id() interactionId!: string;
  @Label() touchpoint!: string;
  @Label() channel!: string;
  /** `inbound`: the customer came to us. */
  @OneOf(['inbound', 'outbound']) direction!: 'inbound' | 'outbound';
  @Optional() @Label() purpose?: string;
  @Optional() @Whole(0) durationSeconds?: number;
  /** How much effort it took the customer, 0 (none) .. 1. */
  @Optional() @Between(0, 1) effort?: number;
  /** What it cost us. */
  @Optional() @Nested(() => Money) cost?: Money;
  /** The case it is part of. */
  @Optional() @Id() caseId?: string;
}

export class InteractionRecorded extends RecordInteraction {}

export const recordInteraction = command(RecordInteraction, {
  records: InteractionRecorded,
  guards: [interactionIsNew, caseReferredToIsKnown],
  evolve: (journey, { interactionId }) => journey.interactions.set(interactionId, { concluded: false }),
});
