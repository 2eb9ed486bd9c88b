import type { Vocabulary } from './vocabulary';

const every = { implied: 'bool' } as const;
const money = { amountMinor: 'double', currency: 'string' } as const;
const place = { channel: 'string', touchpoint: 'string' } as const;
const by = { by: 'string' } as const;

/**
 * The types of event that may be evidence, with what a condition may ask of them: nothing personal and no free text. A
 * feeling is no evidence: trust rests on deeds and judgements, and feelings have a measure of their own.
 */
export const evidenceEvents: Readonly<Record<string, Vocabulary>> = {
  JourneyBegun: { ...every, ...place },
  JourneyIdentified: { ...every, ...by },
  InteractionRecorded: {
    ...every,
    ...place,
    direction: 'string',
    durationSeconds: 'double',
    effort: 'double',
    cost: money,
  },
  InteractionConcluded: { ...every, ...by, purposeAchieved: 'string' },
  CaseOpened: { ...every, ...place, product: 'string', topic: 'string', team: 'string', priority: 'string' },
  CaseClassified: { ...every, product: 'string', topic: 'string', priority: 'string' },
  CaseTakenInCharge: { ...every, team: 'string' },
  CaseRouted: { ...every, toTeam: 'string', reason: 'string' },
  CaseHeld: { ...every, on: 'string' },
  CaseResumed: every,
  ResolutionProposed: every,
  ResolutionConfirmed: { ...every, ...by },
  ResolutionRejected: { ...every, ...by },
  ResolutionWithdrawn: every,
  CaseClosed: { ...every, basis: 'string', voidReason: 'string' },
  CaseReopened: { ...every, ...by },
  RecurrenceLinked: every,
  PromiseMade: { ...every, to: 'string', kind: 'string', assumed: 'bool' },
  PromiseRenegotiated: { ...every, agreedBy: 'string' },
  PromiseKept: { ...every, lateSeconds: 'double' },
  PromiseBroken: every,
  PromiseReleased: { ...every, ...by },
  PurchaseMade: { ...every, ...place, total: money, items: 'double' },
  FeedbackGiven: { ...every, instrument: 'string', score: 'double', about: { kind: 'string' } },
};

/** The types of event that a policy may weigh as evidence. */
export const evidenceTypes: readonly string[] = Object.keys(evidenceEvents);
