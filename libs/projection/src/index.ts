export * from './answer-cache';
export * from './definition';
export * from './errors';
export * from './http/moment';
export * from './http/problem';
export * from './http/valid-query';
export * from './runtime';
export * from './tokens';
