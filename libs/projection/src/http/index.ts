/** What questions to read models share over HTTP: NestJS and validation, which folding needs none of. */
export * from './customer-id';
export * from './decimal-number';
export { invalidQuery } from './invalid-query';
export * from './journey-id';
export * from './moment-answer';
export * from './moment-query';
export * from './unit-query';
export * from './valid-query';
