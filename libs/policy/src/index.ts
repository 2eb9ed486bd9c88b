export * from './document';
export * from './measures';
export * from './policy';
