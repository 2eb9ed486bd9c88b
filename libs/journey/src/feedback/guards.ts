import { guard } from '../kernel/guard';
import type { Plain } from '../kernel/plain';
import type { Subject } from '../payload/subject';

interface ScoredEvent {
  readonly instrument: string;
  readonly score: number;
}

export const feedbackIsNew = guard<{ feedbackId: string }>({
  code: 'feedback.id-used',
  rule: 'A feedback id stands for one answer on the journey.',
  holds: (journey, { feedbackId }) => !journey.feedback.has(feedbackId),
  otherwise: ({ feedbackId }) => `Feedback ${feedbackId} is already given.`,
  accepts: ['another feedbackId'],
});

export const instrumentIsKnown = guard<ScoredEvent>({
  code: 'feedback.instrument-unknown',
  rule: "Feedback is given on an instrument that the policy's `scales` name.",
  holds: (_journey, { instrument }, { policy }) => policy.scales.has(instrument),
  otherwise: ({ instrument }, _journey, { policy }) =>
    `Policy version ${policy.version} knows no scale ${instrument}.`,
  accepts: (_event, _journey, { policy }) => [...policy.scales.keys()],
});

export const scoreIsOnTheScale = guard<ScoredEvent>({
  code: 'feedback.score-off-scale',
  rule: "A score lies on its instrument's scale.",
  holds: (_journey, { instrument, score }, { policy }) => {
    const scale = policy.scales.get(instrument);
    return scale !== undefined && score >= scale.min && score <= scale.max;
  },
  otherwise: ({ instrument, score }) => `${score} is not on the scale of ${instrument}.`,
  accepts: ({ instrument }, _journey, { policy }) => {
    const scale = policy.scales.get(instrument);
    return scale === undefined ? [] : [`a score from ${scale.min} to ${scale.max}`];
  },
});

export const npsIsNotAboutACase = guard<ScoredEvent & { readonly about: Plain<Subject> }>({
  code: 'feedback.nps-about-case',
  rule: 'Whether somebody would recommend us (NPS) is asked about the relationship, never about a case.',
  holds: (_journey, { instrument, about }) => about.kind !== 'case' || !/^nps(-|$)/.test(instrument),
  otherwise: ({ instrument }) => `${instrument} cannot be about a case.`,
  accepts: ['{"kind": "journey"}', 'a CSAT or effort score about the case'],
});
