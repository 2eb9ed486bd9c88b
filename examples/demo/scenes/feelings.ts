import { hours } from '../calendar';
import type { Thread } from '../thread';

export interface About {
  readonly kind: 'case' | 'interaction' | 'promise' | 'purchase' | 'journey';
  readonly id?: string;
}

type Reporter = 'customer' | 'survey' | 'agent' | 'classifier';

/** What the customer felt: valence -1..1, arousal 0..1, and who told us. */
export interface Feeling {
  readonly valence: number;
  readonly arousal: number;
  readonly label: string;
  readonly reportedBy: Reporter;
}

const confidenceOf: Partial<Record<Reporter, number>> = { classifier: 0.7 };
const systemOf: Record<Reporter, string> = {
  customer: 'shop',
  survey: 'survey',
  agent: 'helpdesk',
  classifier: 'classifier',
};

export function feel(thread: Thread, about: About, feeling: Feeling): string {
  const emotionId = thread.id('feeling');
  const confidence = confidenceOf[feeling.reportedBy];
  thread.tell('observe-emotion', systemOf[feeling.reportedBy], {
    emotionId,
    ...feeling,
    feltBy: 'customer',
    about,
    ...(confidence === undefined ? {} : { confidence }),
  });
  return emotionId;
}

/** Mild to strong joy, as a survey or the customer reports it. */
export function pleased(thread: Thread, about: About): void {
  const valence = thread.chance.between(55, 90) / 100;
  feel(thread, about, {
    valence,
    arousal: 0.5,
    label: valence > 0.75 ? 'delight' : 'relief',
    reportedBy: thread.chance.pick(['survey', 'customer']),
  });
}

/** Anger, as the agent or the customer reports it. */
export function upset(thread: Thread, about: About): void {
  feel(thread, about, {
    valence: -thread.chance.between(60, 95) / 100,
    arousal: 0.8,
    label: 'anger',
    reportedBy: thread.chance.pick(['agent', 'customer']),
  });
}

/** A machine reads anger into a joke; an agent who was there puts it right. */
export function misread(thread: Thread, about: About): void {
  const emotionId = feel(thread, about, {
    valence: -0.4,
    arousal: 0.5,
    label: 'anger',
    reportedBy: 'classifier',
  });
  thread.pass(hours(20));
  thread.tell('correct-emotion', 'helpdesk', {
    emotionId,
    valence: 0.3,
    label: 'amusement',
    reportedBy: 'agent',
    reason: 'It was a joke.',
  });
}

/** A score on an instrument's scale: csat-5 (1..5) or nps-11 (0..10, about the whole journey). */
export function rate(thread: Thread, instrument: 'csat-5' | 'nps-11', score: number, about: About): void {
  thread.pass(hours(3));
  thread.tell('give-feedback', 'survey', { feedbackId: thread.id('answer'), instrument, score, about });
}
