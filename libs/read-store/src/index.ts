export * from './columns';
export * from './read-model';
