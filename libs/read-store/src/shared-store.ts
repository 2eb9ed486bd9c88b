import type { BuildId } from './builds';
import type { Columns } from './columns';
import type { Checkpoint, ReadModel } from './read-model';

/** What several processes ("nodes") that share one store tell each other through it. */
export type StoreChange =
  | { readonly kind: 'committed'; readonly build: string; readonly checkpoint: Checkpoint }
  /** Other builds are in force now. */
  | { readonly kind: 'in-force' }
  /** A role was let go of or passed on, or is wanted by somebody; a node was buried. */
  | { readonly kind: 'roles' };

export interface HeldRole {
  readonly role: string;
  /** The node that has it. */
  readonly node: string;
  /** Another node that asks for it, the first by name of several; whoever has it should finish what it is at and let go. */
  readonly wantedBy: string | undefined;
}

/** What a node left for all. */
export interface Noted {
  readonly text: string;
  /** Since it was left, milliseconds of the server's clock. */
  readonly ageMs: number;
}

/**
 * The part of a read store that several nodes share: who does what, and what the others did. A node lives as long as it
 * renews its lease; a dead or stalled one is buried by the others a few seconds later: what it held (roles and builds) is free
 * then, and they are told of `roles`. Time is the server's. A store that is open twice is two nodes.
 *
 * A build is fenced by itself: its epoch is raised when it is opened and when its holder is buried, and a commit of an earlier
 * epoch fails with `BuildLost`.
 */
export interface SharedStore {
  /** This node, for people and for the others. */
  readonly node: string;
  /** The nodes that live, this one among them, sorted: engines, tools and threads alike. */
  nodes(): Promise<readonly string[]>;
  /** Those held by nodes that live, by name. */
  roles(): Promise<readonly HeldRole[]>;
  /** Takes a role that no other living node has. Returns whether this node has it now. */
  take(role: string): Promise<boolean>;
  /** Asks whoever has it to let go, in place of a node that is later by name; nothing where nobody else has it. */
  want(role: string): Promise<void>;
  /** Passes it on to whoever wants it, who has it then; else lets go of it. */
  release(role: string): Promise<void>;
  /** Leaves a text for all nodes, in place of what was left under the name. It is kept for a day at least. */
  note(name: string, text: string): Promise<void>;
  /** What was left under the name, whoever left it and lives or not. */
  noted(name: string): Promise<Noted | undefined>;
  /** All that was left under names that begin so. */
  notedUnder(prefix: string): Promise<readonly Noted[]>;
  /**
   * What a complete build holds, whoever holds the build: each answer is of what was committed last.
   * @throws BuildUnusable
   */
  read<Table extends Columns>(id: BuildId, table: Table): Promise<ReadModel<Table>>;
  /**
   * Tells of changes that any node makes, this one too, within milliseconds; where the connection broke, of everything that
   * may have been missed. Returns what ends it.
   */
  watch(listener: (change: StoreChange) => void): () => void;
}
