/** What stories take for granted: the payload of a command and the data of its event, but for what a story says itself. */
export const identified = (key: string) => ({ identity: { scheme: 'crm', key }, by: 'customer' }) as const;

export const linked = (customerId: string) => ({ customerId, evidence: 'the same login' });

export const interaction = (interactionId: string) =>
  ({ interactionId, touchpoint: 'help line', channel: 'phone', direction: 'inbound' }) as const;

export const concluded = (interactionId: string) =>
  ({ interactionId, purposeAchieved: 'yes', by: 'customer' }) as const;

export const felt = (emotionId: string, valence: number) =>
  ({
    emotionId,
    valence,
    feltBy: 'customer',
    about: { kind: 'journey' },
    reportedBy: 'customer',
  }) as const;

export const corrected = (emotionId: string, valence: number) =>
  ({ emotionId, valence, reportedBy: 'customer' }) as const;

export const routed = (caseId: string) => ({ caseId, toTeam: 'second line', reason: 'handover' }) as const;

export const held = (caseId: string) => ({ caseId, on: 'customer' }) as const;

export const noted = (caseId: string) => ({ caseId, kind: 'linked-defect' });

/** Confirmed, rejected or reopened. */
export const byCustomer = (caseId: string) => ({ caseId, by: 'customer' }) as const;

export const closed = (caseId: string) => ({ caseId, basis: 'unresolved' }) as const;

export const promised = (promiseId: string) => ({ promiseId, to: 'customer', kind: 'delivery' }) as const;

export const renegotiated = (promiseId: string) => ({ promiseId, agreedBy: 'customer' }) as const;

export const released = (promiseId: string) => ({ promiseId, by: 'customer' }) as const;

export const bought = (purchaseId: string) => ({
  purchaseId,
  total: { amountMinor: 1999, currency: 'EUR' },
});

export const feedback = (feedbackId: string, score: number) =>
  ({ feedbackId, instrument: 'csat-5', score, about: { kind: 'journey' } }) as const;
