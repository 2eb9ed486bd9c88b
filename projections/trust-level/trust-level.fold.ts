import { TrustFold, type EvidenceState } from '@rapport/journey';
import { evidenceTypes } from '@rapport/policy';
import type { Fold, Handler } from '@rapport/projection';

/** Which events are evidence is for the policy to say, so that every type it may name is folded. */
export const trustFold: Fold<EvidenceState> = {
  initial: TrustFold.initial,
  on: Object.fromEntries(
    evidenceTypes.map((type): [string, Handler<EvidenceState, never>] => [type, TrustFold.apply]),
  ),
};
