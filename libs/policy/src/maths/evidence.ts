import type { Opinion } from '../measures';
import type { Evidence, EvidenceRule, Millis, OpinionPolicy } from '../policy';
import { decay } from './decay';

/** Decayed evidence of one rule as it stood at `at`, with the half-life of its latest evidence. */
export interface EvidenceSum {
  readonly for: number;
  readonly against: number;
  readonly at: Millis;
  readonly halfLifeMs: Millis;
}

/** Decayed evidence by the rule's name: plain JSON, kept in states and rows. */
export type EvidenceSums = Record<string, EvidenceSum>;

/**
 * Adds evidence to the sums in place (the rule's entry is replaced, never changed) and returns them. A rule's sum is decayed here and nowhere else: decaying stepwise and
 * at once differ in the last bits, so a sum moves only when evidence of its own rule is added, in business order, and is
 * never changed by a query. What older policy versions weighed keeps its weight and, until newer evidence of the same
 * rule comes, its half-life.
 */
export function addEvidence(
  sums: EvidenceSums,
  rule: EvidenceRule,
  evidence: Evidence,
  at: Millis,
): EvidenceSums {
  const limit = rule.max ?? Infinity;
  const before = Object.hasOwn(sums, rule.name) ? sums[rule.name] : undefined;
  const left = (sum: number) => (before === undefined ? 0 : decay(sum, before.at, at, before.halfLifeMs));
  sums[rule.name] = {
    for: Math.min(limit, left(before?.for ?? 0) + evidence.for),
    against: Math.min(limit, left(before?.against ?? 0) + evidence.against),
    at,
    halfLifeMs: rule.halfLifeMs,
  };
  return sums;
}

/** The evidence left at a moment, summed in the order of the rules' names so that equal sums give equal bits. */
export function evidenceAt(sums: EvidenceSums, at: Millis): Evidence {
  let forSum = 0;
  let againstSum = 0;
  for (const name of Object.keys(sums).sort()) {
    const sum = sums[name];
    if (sum === undefined) continue;
    forSum += decay(sum.for, sum.at, at, sum.halfLifeMs);
    againstSum += decay(sum.against, sum.at, at, sum.halfLifeMs);
  }
  return { for: forSum, against: againstSum };
}

/** The opinion that the sums amount to at a moment. */
export function opinionAt(sums: EvidenceSums, policy: OpinionPolicy, at: Millis): Opinion {
  const left = evidenceAt(sums, at);
  return policy.opinion(left.for, left.against);
}
