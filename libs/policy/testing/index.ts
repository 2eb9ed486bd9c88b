export * from './measures';
export * from './policies';
