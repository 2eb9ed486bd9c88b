import type { Generated } from 'kysely';

/** The tables that all builds share, as `migrations` makes them. */
export interface Tables {
  readonly node: NodeTable;
  readonly role: RoleTable;
  readonly replay: ReplayTable;
  readonly build: BuildTable;
  readonly in_force: InForceTable;
}

/** Who lives: a node that is buried is not here. */
interface NodeTable {
  node: string;
  expires_at: Date;
}

interface RoleTable {
  role: string;
  node: string;
  wanted_by: string | null;
}

interface ReplayTable {
  name: string;
  as_of: number | null;
  known_at: number | null;
  /** JSON. */
  projections: string;
  expires_at: number;
}

interface BuildTable {
  /** By age. */
  number: Generated<number>;
  build: string;
  projection: string;
  version: number;
  replay: string | null;
  /** Of the build's own tables. */
  format: number;
  /** See `describeTable`. */
  columns: string;
  /** While loading: JSON of what was saved last. */
  progress: string | null;
  /** By when it was completed; null while it is loading. */
  completed: number | null;
  /** Waits to be swept away. */
  is_removed: Generated<boolean>;
  left_force_at: Date | null;
  holder: string | null;
  /** Raised whenever the build may have another writer. */
  epoch: Generated<number>;
  /** How many were made. */
  commits: Generated<number>;
  log_id: string | null;
  position: string | null;
  last_event_id: string | null;
  newest_occurred_at: number | null;
}

interface InForceTable {
  projection: string;
  build: string;
}
