export * from './commands';
export * from './events';
export { given, journeyOf, Outcome } from './given';
export { defaultPolicy, policiesOf } from './policies';
export { day, DAY_MS, DAY_ZERO, instant, MINUTE_MS, on } from './time';
