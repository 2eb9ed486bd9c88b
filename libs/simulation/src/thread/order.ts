import type { Position } from '@rapport/event-store';
import type { WhatIf } from '@rapport/journey';
import { PolicyRegistry, recompilePolicy } from '@rapport/policy';
import type { Millis, Policy } from '@rapport/policy';
import type { EventStoreLocation } from '@rapport/stores';
import type { Share } from '../log/parts';

/** A policy as it travels between threads. */
export type PolicyText = Pick<Policy, 'document' | 'version'>;

/** What is to be simulated; plain data, so that another thread can be asked. */
export interface SimulationOrder {
  /** The log up to here; null in an empty log. */
  readonly head: Position | null;
  /** In the log, about. */
  readonly events: number;
  readonly candidate: PolicyText;
  readonly published: readonly PolicyText[];
  /** Business time of the first decision that the candidate makes; null: always. */
  readonly from: Millis | null;
  /** Gets the journeys that change, one JSON object a line. */
  readonly changesFile: string;
  readonly maxEventsInMemory: number;
}

/** What one of several threads is to do of it. */
export interface ShareOrder extends SimulationOrder {
  readonly share: Share;
  /** Each thread reads the log through a connection of its own. */
  readonly eventStore: EventStoreLocation;
}

export const whatIfOf = ({ candidate, published, from }: SimulationOrder): WhatIf => ({
  candidate: recompilePolicy(candidate.document, candidate.version),
  published: new PolicyRegistry(published.map(({ document, version }) => recompilePolicy(document, version))),
  ...(from === null ? {} : { from }),
});
