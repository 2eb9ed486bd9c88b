import type { Policy } from '@rapport/policy';
import type { EventData } from '../catalogue/events';
import type { Plain } from '../kernel/plain';
import type { Subject } from '../payload/subject';
import type { Handlers } from './handlers';
import type { FeltMoment, MeasuresState } from './measures-state';

/** The episode that a feeling about something belongs to. About the journey as a whole each moment is one of its own. */
function episodeKey(state: MeasuresState, about: Plain<Subject>, moment: string): string {
  if (about.id === undefined) return moment;
  const caseId = about.kind === 'interaction' ? state.caseOfInteraction.get(about.id) : undefined;
  return caseId === undefined ? `${about.kind}:${about.id}` : `case:${caseId}`;
}

function feel(state: MeasuresState, key: string, moment: FeltMoment, policy: Policy): void {
  const moments = state.episodes.get(key)?.moments ?? [];
  moments.push(moment);
  state.episodes.set(key, { moments, summary: policy.emotion.episode(moments) });
}

type Reading = Pick<EventData['EmotionObserved'], 'valence' | 'arousal' | 'reportedBy' | 'confidence'>;

const read = ({ valence, arousal, reportedBy, confidence }: Reading, { emotion }: Policy) => ({
  valence,
  arousal: arousal ?? emotion.assumedArousal,
  reliability: emotion.reliability(reportedBy, confidence ?? 1),
  inferred: false,
});

/** What the customer felt before a case was opened in the same contact belongs to the case. */
function moveIntoCase(state: MeasuresState, interactionId: string, caseId: string): void {
  const { caseOfInteraction, episodes, emotions } = state;
  if (caseOfInteraction.has(interactionId)) return;
  caseOfInteraction.set(interactionId, caseId);
  const episode = episodes.get(`interaction:${interactionId}`);
  if (episode === undefined) return;
  episodes.delete(`interaction:${interactionId}`);
  episodes.set(`case:${caseId}`, episode);
  for (const { id, inferred } of episode.moments) if (!inferred) emotions.set(id, `case:${caseId}`);
}

/** Episodes of what the customer felt: said, corrected or read from a score. What agents feel is not about the relationship. */
export const feeling: Handlers<MeasuresState> = {
  InteractionRecorded: ({ data }, state) => {
    if (data.caseId !== undefined) state.caseOfInteraction.set(data.interactionId, data.caseId);
  },
  CaseOpened: ({ data }, state) => {
    if (data.interactionId !== undefined) moveIntoCase(state, data.interactionId, data.caseId);
  },
  EmotionObserved: ({ data, occurredAt }, state, policy) => {
    if (data.feltBy !== 'customer') return;
    const key = episodeKey(state, data.about, `emotion:${data.emotionId}`);
    state.emotions.set(data.emotionId, key);
    feel(state, key, { id: data.emotionId, at: occurredAt, ...read(data, policy) }, policy);
  },
  EmotionCorrected: ({ data }, state, policy) => {
    const episode = state.episodes.get(state.emotions.get(data.emotionId) ?? '');
    const index = episode?.moments.findIndex(({ id, inferred }) => id === data.emotionId && !inferred) ?? -1;
    const observed = episode?.moments[index];
    if (episode === undefined || observed === undefined) return;
    episode.moments[index] = { ...observed, ...read(data, policy) };
    episode.summary = policy.emotion.episode(episode.moments);
  },
  FeedbackGiven: ({ data, occurredAt }, state, policy) => {
    const inferred = policy.emotion.inferred(data.instrument, data.score);
    if (inferred === undefined) return;
    const key = episodeKey(state, data.about, `feedback:${data.feedbackId}`);
    const arousal = policy.emotion.assumedArousal;
    feel(state, key, { id: data.feedbackId, at: occurredAt, arousal, ...inferred, inferred: true }, policy);
  },
};
