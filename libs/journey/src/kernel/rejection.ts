import type { Millis } from '@rapport/policy';

/** A refusal, as a value: which rule refused, why, and what would be accepted. */
export interface Rejection {
  /** Stable. */
  readonly code: string;
  /** The rule in words. */
  readonly rule: string;
  /** What is wrong in this case, in words. */
  readonly detail: string;
  /** What would be accepted instead: commands by name, values in words. */
  readonly accepted: readonly string[];
  /** The recorded event that stands against it. */
  readonly event?: { readonly id: string; readonly type: string; readonly occurredAt: Millis };
}
