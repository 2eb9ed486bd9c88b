export * from './errors';
export * from './event';
export * from './event-store';
export * from './limits';
export { jsonObject } from './json-object';
export * from './packed';
export { packedFromPages } from './packed-from-pages';
export * from './position';
export { codeOf, isErrorLike, reasonOf } from './reason';
export * from './upcasters';
export {
  openEmbeddedEventStore,
  openEmbeddedReader,
  type EmbeddedOptions,
  type EmbeddedReaderOptions,
} from './embedded/open';
export { type EmbeddedEventStore } from './embedded/embedded-event-store';
export { type EmbeddedReader } from './embedded/embedded-reader';
export { type LogPlace } from './embedded/place';
export { verifyEmbedded, type Verification } from './embedded/verify/verify';
export * from './eventstoredb';
export * from './migrate';
export * from './served';
