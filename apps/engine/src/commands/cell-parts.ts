import type { EventStore } from '@rapport/event-store';
import type { Policies } from '@rapport/policy';

/** What the cells of all journeys stand on. */
export interface CellParts {
  readonly store: EventStore;
  readonly policies: Policies;
  /** `shared`: others append to the log too. */
  readonly log: 'own' | 'shared';
  now(): number;
  /** A command is decided again because an append failed. */
  retried(): void;
  /** Takes in policies that other engines published. */
  refreshPolicies(): Promise<void>;
}
