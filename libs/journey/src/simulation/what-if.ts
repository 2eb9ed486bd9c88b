import type { Millis, Policies, Policy } from '@rapport/policy';

/** A policy that might be, and from when on. */
export interface WhatIf {
  readonly candidate: Policy;
  /** The published policies, which the recorded decisions were made by. */
  readonly published: Policies;
  /** Business time of the first decision that the candidate makes; before it the recorded ones stand. Default: always. */
  readonly from?: Millis;
}

/** The candidate as the version after those that are published, in force. */
export function candidatePolicies({ candidate, published }: WhatIf): Policies {
  return {
    inForce: candidate,
    version: (version) => (version === candidate.version ? candidate : published.version(version)),
  };
}
