/**
 * For how long a transaction may stand still, as PostgreSQL writes it. A node that stalls between its statements, or whose
 * connection a network forgot, holds its locks no longer than that: those who take its work over would wait for them.
 */
export const standsStillAtMost = '5s';

export const begin = `BEGIN; SET LOCAL idle_in_transaction_session_timeout = '${standsStillAtMost}'`;
