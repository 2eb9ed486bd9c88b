import { guard } from '../kernel/guard';
import type { Plain } from '../kernel/plain';
import type { Subject } from '../payload/subject';
import type { JourneyFacts } from '../state/journey-facts';

interface AboutEvent {
  readonly about?: Plain<Subject>;
}

export const subjectIsComplete = guard<AboutEvent>({
  code: 'subject.id-mismatch',
  rule: 'What something is about is named by its id; only the journey as a whole has none.',
  holds: (_journey, { about }) =>
    about === undefined || (about.kind === 'journey') === (about.id === undefined),
  otherwise: ({ about }) =>
    about?.id === undefined
      ? `\`about\` names no ${about?.kind ?? 'thing'}.`
      : '`about` the journey takes no id.',
  accepts: ['{"kind": "case", "id": "…"}', '{"kind": "journey"}'],
});

export const subjectIsKnown = guard<AboutEvent>({
  code: 'subject.unknown',
  rule: 'What something is about is known to the journey before.',
  holds: (journey, { about }) => about?.id === undefined || isKnown(journey, about.kind, about.id),
  otherwise: ({ about }) =>
    `The ${about?.kind ?? 'thing'} ${about?.id ?? ''} is not known to this journey at that time.`,
  accepts: ['the id of something recorded before', '{"kind": "journey"}'],
});

function isKnown(journey: JourneyFacts, kind: Subject['kind'], id: string): boolean {
  switch (kind) {
    case 'case':
      return journey.cases.has(id);
    case 'interaction':
      return journey.interactions.has(id);
    case 'promise':
      return journey.promises.has(id);
    case 'purchase':
      return journey.purchases.has(id);
    case 'journey':
      return true;
  }
}
