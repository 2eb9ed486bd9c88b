export * from './case-cell';
export * from './cases';
export * from './layout';
