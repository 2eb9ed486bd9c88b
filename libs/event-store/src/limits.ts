/** The limit of EventStoreDB, which the log may move to; it holds for the whole append, not for one event. */
export const MAX_APPEND_BYTES = 1_048_576;

/** A stream is a key, not a text. */
export const MAX_STREAM_NAME_LENGTH = 256;

/** So is a type: it is interned and compared, never read as prose. */
export const MAX_TYPE_NAME_LENGTH = 256;

/** What a page holds where its reader does not say. */
export const DEFAULT_PAGE_EVENTS = 1_000;
