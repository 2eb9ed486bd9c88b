import { command } from '../kernel/command';
import { Fact } from '../payload/fact';
import { Between, Id, Label, OneOf, Optional, Text } from '../payload/fields';
import { Personal } from '../payload/personal';
import { emotionIsKnown } from './guards';
import { EMOTION_REPORTERS } from './observe-emotion';
import type { EmotionReporter } from './observe-emotion';

/** An observed emotion was read wrongly. The new reading replaces the old one as a whole, at the old one's time. */
export class CorrectEmotion extends Fact {
  @Id() emotionId!: string;
  /** -1 (worst) .. 1 (best). */
  @Between(-1, 1) valence!: number;
  @Optional() @Between(0, 1) arousal?: number;
  @Optional() @Label() label?: string;
  /** Who corrects. */
  @OneOf(EMOTION_REPORTERS) reportedBy!: EmotionReporter;
  @Optional() @Between(0, 1) confidence?: number;
  @Optional() @Text() @Personal() reason?: string;
}

export class EmotionCorrected extends CorrectEmotion {}

export const correctEmotion = command(CorrectEmotion, {
  records: EmotionCorrected,
  guards: [emotionIsKnown],
});
