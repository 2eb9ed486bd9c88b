export * from './errors';
export * from './event';
export * from './event-store';
export * from './position';
