export { ChangeFile, exported, removeChanges, type ChangeFormat } from './changes/change-file';
export type { ChangeLine, VerdictLine } from './changes/change';
export * from './outcome/outcome';
export type { SimulationProgress } from './log/reading';
export { runSimulation, type RunOptions } from './run';
export { carryOut } from './thread/carry-out';
export { hasWorker, SimulationThreads } from './thread/simulation-threads';
export type { SimulationOrder } from './thread/order';
