import type { Opinion } from '../measures';
import type { Evidence, EvidenceRule, Millis, OpinionPolicy } from '../policy';
import { share } from './decay';

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
  const left = before === undefined ? 0 : share(before.at, at, before.halfLifeMs);
  sums[rule.name] = {
    for: Math.min(limit, (before?.for ?? 0) * left + evidence.for),
    against: Math.min(limit, (before?.against ?? 0) * left + evidence.against),
    at,
    halfLifeMs: rule.halfLifeMs,
  };
  return sums;
}

/** The evidence left at a moment, summed in the order of the rules' names so that equal sums give equal bits. */
export function evidenceAt(sums: EvidenceSums, at: Millis): Evidence {
  let forSum = 0;
  let againstSum = 0;
  for (const name of namesOf(sums)) {
    const sum = sums[name];
    if (sum === undefined) continue;
    const left = share(sum.at, at, sum.halfLifeMs);
    forSum += sum.for * left;
    againstSum += sum.against * left;
  }
  return { for: forSum, against: againstSum };
}

const sorted = new WeakMap<EvidenceSums, readonly string[]>();

/** In their order. Rules are only ever added to sums, so as many as were sorted last are the same. */
function namesOf(sums: EvidenceSums): readonly string[] {
  const names = Object.keys(sums);
  const known = sorted.get(sums);
  if (known?.length === names.length) return known;
  names.sort();
  sorted.set(sums, names);
  return names;
}

/** The opinion that the sums amount to at a moment. */
export function opinionAt(sums: EvidenceSums, policy: OpinionPolicy, at: Millis): Opinion {
  const left = evidenceAt(sums, at);
  return policy.opinion(left.for, left.against);
}
