import { command } from '../kernel/command';
import { Fact } from '../payload/fact';
import { Between, Id, Label, OneOf, Optional } from '../payload/fields';
import { Nested } from '../payload/nested';
import { Subject } from '../payload/subject';
import { subjectIsComplete, subjectIsKnown } from '../subjects/guards';
import { emotionIsNew } from './guards';

export const EMOTION_REPORTERS = ['customer', 'survey', 'agent', 'classifier'] as const;
export type EmotionReporter = (typeof EMOTION_REPORTERS)[number];

/** Somebody felt something about something: a fact of its own. */
export class ObserveEmotion extends Fact {
  @Id() emotionId!: string;
  /** -1 (worst) .. 1 (best). */
  @Between(-1, 1) valence!: number;
  /** 0 (calm) .. 1; where absent the policy assumes one. */
  @Optional() @Between(0, 1) arousal?: number;
  @Optional() @Label() label?: string;
  @OneOf(['customer', 'agent']) feltBy!: 'customer' | 'agent';
  @Nested(() => Subject) about!: Subject;
  /** Who says so. */
  @OneOf(EMOTION_REPORTERS) reportedBy!: EmotionReporter;
  /** How sure they are, 0..1; 1 where absent. */
  @Optional() @Between(0, 1) confidence?: number;
}

export class EmotionObserved extends ObserveEmotion {}

export const observeEmotion = command(ObserveEmotion, {
  records: EmotionObserved,
  guards: [emotionIsNew, subjectIsComplete, subjectIsKnown],
  evolve: (journey, { emotionId }) => journey.emotions.add(emotionId),
});
