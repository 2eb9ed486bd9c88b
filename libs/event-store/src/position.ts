/**
 * A place in the global log: an opaque string, ordered by plain string comparison within one log. It carries a short id of
 * its log, so that a position of another log is recognised as foreign. Only an adapter makes or reads one.
 */
export type Position = string & { readonly __position: unique symbol };
