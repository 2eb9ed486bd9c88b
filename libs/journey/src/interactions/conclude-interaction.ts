import { command } from '../kernel/command';
import { Fact } from '../payload/fact';
import { Id, OneOf } from '../payload/fields';
import { PARTIES } from '../payload/party';
import type { Party } from '../payload/party';
import { interactionIsKnown, interactionIsNotConcluded } from './guards';

/** An interaction ended, and somebody says whether its purpose was achieved. */
export class ConcludeInteraction extends Fact {
  @Id() interactionId!: string;
  @OneOf(['yes', 'partly', 'no']) purposeAchieved!: 'yes' | 'partly' | 'no';
  /** Who says so. */
  @OneOf(PARTIES) by!: Party;
}

export class InteractionConcluded extends ConcludeInteraction {}

export const concludeInteraction = command(ConcludeInteraction, {
  records: InteractionConcluded,
  guards: [interactionIsKnown, interactionIsNotConcluded],
  evolve: (journey, { interactionId }) => journey.interactions.set(interactionId, { concluded: true }),
});
