import type { EvidenceSums } from '@rapport/policy';

export interface CaseCounts {
  rejections: number;
  reopenings: number;
  proposals: number;
  open: boolean;
  /** It is known to be the recurrence of another. */
  linked: boolean;
}

export interface OpenPromise {
  readonly kind: string;
  readonly assumed: boolean;
}

/** The evidence of both opinions, and what further evidence is judged by. Changed in place by its fold; never stored. */
export interface EvidenceState {
  begun: boolean;
  identified: boolean;
  readonly trust: EvidenceSums;
  readonly commitment: EvidenceSums;
  readonly cases: Map<string, CaseCounts>;
  readonly openPromises: Map<string, OpenPromise>;
  readonly counts: {
    inbound: number;
    outbound: number;
    purchases: number;
    /** In time, or without a due time. */
    promisesKept: number;
    promisesLate: number;
    promisesBroken: number;
  };
}

export const initialEvidence = (): EvidenceState => ({
  begun: false,
  identified: false,
  trust: {},
  commitment: {},
  cases: new Map(),
  openPromises: new Map(),
  counts: { inbound: 0, outbound: 0, purchases: 0, promisesKept: 0, promisesLate: 0, promisesBroken: 0 },
});
