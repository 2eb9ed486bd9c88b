export interface FaultsOptions {
  /** Faults, one after the other. */
  readonly rounds: number;
  /** Of the faults and of the load. */
  readonly seed: number;
  /** How many engines there are: the rounds are shared out among these, in this order. */
  readonly nodes: readonly number[];
  /** Of a server of EventStoreDB without TLS, to use in place of the embedded log served by a process. */
  readonly eventStoreUrl?: string;
}

/** From when a fault is over until every node has to be ready again by itself. */
export const readyWithinMs = 60_000;
/** A node that says it later is as ready: the machine may be busy with everything else that runs on it. */
export const answersWithinMs = 5_000;
/** From when a command is first sent until it has to be acknowledged, whatever happens meanwhile. */
export const acknowledgedWithinMs = 90_000;
/** From when a node is told to end until it has to have ended: an engine gives itself half a minute. */
export const endsWithinMs = 45_000;
/** How long a node may live without renewing its lease, which is the engine's default: it is frozen for longer than this. */
export const leaseMs = 3_000;

/** What must never happen did. */
export class Violation extends Error {
  override readonly name = 'Violation';
}
