export * from './definition';
export * from './runtime';
