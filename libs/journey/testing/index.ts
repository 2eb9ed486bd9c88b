export * from './commands';
export * from './events';
export { given, journeyOf, Outcome } from './given';
export { defaultPolicy, policiesOf } from './policies';
export { day, DAY_MS, DAY_ZERO, instant, MINUTE_MS, on } from './time';
export { arbitraryCommand, arbitraryDeed, arbitraryGoodTurn } from './arbitrary-commands';
export { arbitraryHistory, arbitrarySteps, play } from './play';
export type { Played, Step, TimedCommand } from './play';
