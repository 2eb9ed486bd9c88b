import type { EventLog } from '@rapport/event-store';
import {
  BuildHeld,
  BuildUnusable,
  type BuildId,
  type Checkpoint,
  type Columns,
  type ReadBuild,
  type ReadStore,
} from '@rapport/read-store';
import type { AnyProjection } from '../definition';
import { misplaced } from './checkpoint-holds';

/** A complete build that can go on from its checkpoint. */
export interface OpenedBuild {
  readonly build: ReadBuild<Columns>;
  readonly checkpoint: Checkpoint | undefined;
}

/** Or why it cannot be gone on with. */
export async function openBuild(
  readStore: ReadStore,
  log: EventLog,
  definition: AnyProjection,
  id: BuildId,
): Promise<OpenedBuild | string> {
  try {
    return await openUsable(readStore, log, definition, id);
  } catch (error) {
    if (error instanceof BuildUnusable) return error.reason;
    throw error;
  }
}

/** @throws BuildUnusable where it cannot be gone on with, BuildHeld where somebody else does */
export async function openUsable(
  readStore: ReadStore,
  log: EventLog,
  { table }: AnyProjection,
  id: BuildId,
): Promise<OpenedBuild> {
  const build = await readStore.open(id, table);
  try {
    const checkpoint = await build.model.checkpoint();
    const reason = await misplaced(log, checkpoint);
    if (reason !== undefined) throw new BuildUnusable(id, reason);
    return { build, checkpoint };
  } catch (error) {
    await build.close(); // held by this node, nobody could have it
    throw error;
  }
}

/** Whether somebody else holds a build, that of a node that died a moment ago too. */
export async function isHeld(
  readStore: ReadStore,
  { table }: AnyProjection,
  id: BuildId | undefined,
): Promise<boolean> {
  try {
    const build = id && (await readStore.open(id, table));
    await build?.close();
    return false;
  } catch (error) {
    if (!(error instanceof BuildUnusable)) throw error;
    return error instanceof BuildHeld;
  }
}

/** Whether a build cannot be opened only because who holds it is about to let go: another node, or one that died a moment ago. */
export const isPassing = (error: unknown, { shared }: ReadStore): boolean =>
  error instanceof BuildHeld && shared !== undefined;
