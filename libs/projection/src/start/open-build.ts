import type { EventLog } from '@rapport/event-store';
import {
  BuildUnusable,
  type BuildId,
  type Checkpoint,
  type Columns,
  type ReadBuild,
  type ReadStore,
} from '@rapport/read-store';
import type { AnyProjection } from '../definition';
import { misplaced } from './checkpoint-holds';

/** A build in force that can go on from its checkpoint, or why it has to be built anew. */
export type Opened =
  | { readonly build: ReadBuild<Columns>; readonly checkpoint: Checkpoint | undefined }
  | { readonly build?: undefined; readonly reason: string };

export async function openBuild(
  readStore: ReadStore,
  log: EventLog,
  { version, table }: AnyProjection,
  id: BuildId | undefined,
): Promise<Opened> {
  if (id === undefined) return { reason: 'there is no build yet' };
  if (id.version !== version)
    return { reason: `the build in force is of version ${id.version}, not ${version}` };
  try {
    const build = await readStore.open(id, table);
    const checkpoint = await build.model.checkpoint();
    const reason = await misplaced(log, checkpoint);
    if (reason === undefined) return { build, checkpoint };
    await build.close();
    return { reason };
  } catch (error) {
    if (error instanceof BuildUnusable) return { reason: error.reason };
    throw error;
  }
}
