/** Raised whenever an older build could not read, or would spoil, what this one writes. */
export const FORMAT_VERSION = 1;

/** 'Rapp': tells our files from other SQLite files. */
export const APPLICATION_ID = 0x52617070;

/** Each 64th event of a stream is found through an anchor, the others by walking back along `prev`. */
export const ANCHOR_EVERY = 64;

/**
 * The events have no secondary index: the pages that one dirties per event cost more than everything else in an append. A
 * stream is found by its row in `streams` (which may lag: heads.ts) and read backwards along `prev` (the position of the stream's event before, 0 for
 * the first). Positions count from 1 without gaps.
 */
export const SCHEMA = `
  CREATE TABLE log (id TEXT NOT NULL, heads_upto INTEGER NOT NULL) STRICT;
  CREATE TABLE types (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE streams (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    head_revision INTEGER NOT NULL,
    head_position INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE anchors (
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (stream, revision)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    prev INTEGER NOT NULL,
    type INTEGER NOT NULL,
    schema_version INTEGER NOT NULL,
    policy_version INTEGER NOT NULL,
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    id BLOB NOT NULL,
    data TEXT NOT NULL,
    metadata TEXT NOT NULL
  ) STRICT;
  CREATE TABLE probe (filler BLOB NOT NULL) STRICT;
`;
