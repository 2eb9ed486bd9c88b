import { guard } from '../kernel/guard';

interface InteractionEvent {
  readonly interactionId: string;
}

export const interactionIsNew = guard<InteractionEvent>({
  code: 'interaction.id-used',
  rule: 'An interaction id stands for one interaction of the journey.',
  holds: (journey, { interactionId }) => !journey.interactions.has(interactionId),
  otherwise: ({ interactionId }) => `Interaction ${interactionId} is already recorded.`,
  accepts: ['another interactionId', 'conclude-interaction'],
});

export const interactionIsKnown = guard<InteractionEvent>({
  code: 'interaction.unknown',
  rule: 'An interaction is recorded before anything refers to it.',
  holds: (journey, { interactionId }) => journey.interactions.has(interactionId),
  otherwise: ({ interactionId }) =>
    `Interaction ${interactionId} is not recorded on this journey at that time.`,
  accepts: ['record-interaction'],
});

/** The same rule where the reference may be absent. */
export const interactionReferredToIsKnown = guard<Partial<InteractionEvent>>({
  ...interactionIsKnown,
  holds: (journey, { interactionId }) =>
    interactionId === undefined || journey.interactions.has(interactionId),
  otherwise: ({ interactionId = '' }) =>
    `Interaction ${interactionId} is not recorded on this journey at that time.`,
  accepts: ['record-interaction', 'no interactionId'],
});

export const interactionIsNotConcluded = guard<InteractionEvent>({
  code: 'interaction.concluded',
  rule: 'An interaction is concluded once.',
  holds: (journey, { interactionId }) => journey.interactions.get(interactionId)?.concluded !== true,
  otherwise: ({ interactionId }) => `Interaction ${interactionId} is already concluded.`,
  accepts: ['record-interaction for another contact'],
});
