/**
 * In order; the number of each is its place, counted from 1. What is here has been run somewhere: it is never changed. Names
 * without a schema are of the store's.
 *
 * Texts compare by their UTF-8 bytes. `build` is changed by every commit: its pages have room for the changed row.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE node (node text COLLATE "C" PRIMARY KEY, expires_at timestamptz NOT NULL);
  CREATE TABLE role (role text COLLATE "C" PRIMARY KEY, node text NOT NULL, wanted_by text);
  CREATE TABLE replay (
    name text COLLATE "C" PRIMARY KEY, as_of bigint, known_at bigint, projections text NOT NULL, expires_at bigint NOT NULL
  );
  CREATE TABLE build (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, build text COLLATE "C" NOT NULL UNIQUE,
    projection text COLLATE "C" NOT NULL, version integer NOT NULL, replay text, format integer NOT NULL,
    columns text NOT NULL, progress text, completed bigint, is_removed boolean NOT NULL DEFAULT false,
    left_force_at timestamptz, holder text, epoch bigint NOT NULL DEFAULT 1, commits bigint NOT NULL DEFAULT 0,
    log_id text, position text, last_event_id text, newest_occurred_at bigint
  ) WITH (fillfactor = 25);
  CREATE SEQUENCE completion;
  CREATE TABLE in_force (
    projection text COLLATE "C" PRIMARY KEY, build text NOT NULL UNIQUE REFERENCES build (build)
  );
  `,
  `
  CREATE TABLE note (name text COLLATE "C" PRIMARY KEY, text text NOT NULL, noted_at timestamptz NOT NULL);
  `,
];
