import type { Millis } from '@rapport/policy';
import type { Circumstances } from '../kernel/circumstances';
import type { Rejection } from '../kernel/rejection';

const rule = "Nothing is recorded that occurs later than now, but for the policy's `clock.skew`.";

/** About the command, not the journey: so it is judged against the clock when it comes, and never again. */
export const timeRule = { code: 'time.ahead-of-clock', rule };

export function aheadOfClock({ occurredAt, policy }: Circumstances, now: Millis): Rejection | undefined {
  const latest = now + policy.clockSkewMs;
  if (occurredAt <= latest) return undefined;
  return {
    ...timeRule,
    detail: `It is said to have occurred at ${iso(occurredAt)}, but the engine's clock says ${iso(now)}.`,
    accepted: [`occurredAt up to ${iso(latest)}`],
  };
}

const iso = (at: Millis): string => new Date(at).toISOString();
