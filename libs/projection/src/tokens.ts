/** Injection tokens of what the engine provides to every projection's controller. */

/** A `ProjectionRuntime`. */
export const PROJECTION_RUNTIME = Symbol('ProjectionRuntime');
/** An `EventStore`. */
export const EVENT_STORE = Symbol('EventStore');
/** The `Policies` published so far. */
export const POLICIES = Symbol('Policies');
