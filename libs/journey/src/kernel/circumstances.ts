import type { Millis, Policy } from '@rapport/policy';

/** When something happened or is about to, and the policy it is judged by. */
export interface Circumstances {
  readonly occurredAt: Millis;
  readonly policy: Policy;
}
