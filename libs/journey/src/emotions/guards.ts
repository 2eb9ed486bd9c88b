import { guard } from '../kernel/guard';

interface EmotionEvent {
  readonly emotionId: string;
}

export const emotionIsNew = guard<EmotionEvent>({
  code: 'emotion.id-used',
  rule: 'An emotion id stands for one observed emotion of the journey.',
  holds: (journey, { emotionId }) => !journey.emotions.has(emotionId),
  otherwise: ({ emotionId }) => `Emotion ${emotionId} is already observed.`,
  accepts: ['another emotionId', 'correct-emotion'],
});

export const emotionIsKnown = guard<EmotionEvent>({
  code: 'emotion.unknown',
  rule: 'Only an observed emotion can be corrected.',
  holds: (journey, { emotionId }) => journey.emotions.has(emotionId),
  otherwise: ({ emotionId }) => `Emotion ${emotionId} is not observed on this journey at that time.`,
  accepts: ['observe-emotion'],
});
