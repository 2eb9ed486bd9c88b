export * from './certificate';
export * from './event-store-compliance';
export * from './eventually';
export * from './fixtures';
export * from './random';
export * from './small-disk';
export { CuttableProxy } from '../src/eventstoredb/testing/cuttable-proxy';
