import type * as Serving from './serve';

export { type Access, type AccessRule } from './access';
export { type ServedProtocol, type ServeOptions } from './serve';

/** Loaded when it is used, as its messages are the client's. */
export const serveEventStoreDB: typeof Serving.serveEventStoreDB = async (store, options) =>
  (await import('./serve.js')).serveEventStoreDB(store, options);
