import type { Millis, Policies, Policy } from '@rapport/policy';

/** A policy that might be, and from when on. */
export interface WhatIf {
  readonly candidate: Policy;
  /** The published policies, which the recorded decisions were made by. */
  readonly published: Policies;
  /** Business time of the first decision that the candidate makes; before it the recorded ones stand. Default: always. */
  readonly from?: Millis;
}

/** What simulated facts weigh by: from a moment on by the candidate, which is a version that they are stamped with; else all by it. */
export function candidatePolicies({ candidate, published, from }: WhatIf): Policies {
  const version = (stamped: number): Policy =>
    from === undefined || stamped === candidate.version ? candidate : published.version(stamped);
  return { inForce: candidate, version };
}
