/** Largest body of a single command or query, in bytes: free texts are bounded, so a command of more is a mistake. */
export const maxBodyBytes = 256 * 1024;

/** Largest bulk request. It is read whole before the first answer: one that answers while it reads stalls clients that send all first. */
export const maxBulkBytes = 16 * 1024 * 1024;
/** Lines of a bulk request at most: all of them are held until the last is answered. */
export const maxBulkLines = 10_000;

/** Lines of one bulk request that are decided and not yet durable: they share transactions, and other requests wait no longer than they take. */
export const maxBulkUnderWay = 256;

/** How often a command is decided again when another writer comes in between. */
export const maxAttempts = 12;

/** Events that the journeys in memory hold in sum, at about a kilobyte each. */
export const maxCachedEvents = 200_000;

/** Events of one page of a timeline at most. */
export const maxTimelinePage = 200;

/** Events that a projection may lag behind before the engine calls itself not ready (RAPPORT_READY_LAG_EVENTS). */
export const defaultReadyLagEvents = 10_000;
/** Age of the oldest event that is not in its rows, in seconds, from which on it is not ready (RAPPORT_READY_LAG_SECONDS). */
export const defaultReadyLagSeconds = 10;

/** How long a start waits for a log or a database that does not answer, milliseconds; then it ends, and whoever watches over the engine starts it again. */
export const storePatienceMs = 120_000;

/** How long a command waits for a log on another machine that takes nothing of its journey before it is answered `unknown-outcome`, milliseconds. */
export const commandPatienceMs = 15_000;
/** How long a store is waited for that is asked how it is, milliseconds: less than those who ask for health wait. */
export const healthPatienceMs = 2_000;

/** How long the requests that were accepted may take to finish when the engine stops, milliseconds: longer than a command may; a bulk request may be cut. */
export const shutdownGraceMs = 20_000;
/** How long a stop takes in all, milliseconds: a store that hangs then is left as it is. */
export const shutdownMs = 30_000;

/** Simulations that are remembered: their answers are small, the journeys that change are on disk. */
export const maxSimulations = 10;
/** How long the answer of a simulation is kept, milliseconds. */
export const simulationKeptMs = 60 * 60 * 1_000;
/** How long the threads of a simulation are kept for the next one, with the memory that they have, milliseconds: time to look at an answer and try another policy. */
export const simulationThreadsKeptMs = 60_000;
/** Events that a simulation holds in memory; a longer log is read more than once. */
export const maxSimulationEvents = 1_500_000;

/** How long a replay is kept where nothing else was asked for: a week of looking into it. */
export const defaultReplaySeconds = 604_800;
/** How long a replay is kept at most: it is a copy, and can be made again. */
export const maxReplaySeconds = 31_622_400;
