export * from './catalogue/catalogue';
export * from './catalogue/commands';
export * from './catalogue/events';
export type { JsonSchema } from './catalogue/json-schema';
export type { Rejection } from './kernel/rejection';
export * from './payloads';
