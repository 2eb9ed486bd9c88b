export * from './golden';
export * from './model-of';
export * from './rows-of';
