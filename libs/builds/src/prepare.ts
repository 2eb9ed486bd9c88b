import { checkNames, isHeld, keptOf, openBuild, Progress, type RebuildProgress } from '@rapport/projection';
import { projections } from '@rapport/projections';
import type { BuildId } from '@rapport/read-store';
import type { StoreLocations } from '@rapport/stores';
import { openBuilder, type Builder } from './builder';

export interface PrepareOptions {
  /** Of the engine. */
  readonly stores: StoreLocations;
  /** Held in memory at most. */
  readonly rebuildEvents: number;
  readonly onProgress: (progress: RebuildProgress) => void;
  /** Told what somebody else is making already, by name: their end is waited for. */
  readonly onWait?: (names: readonly string[]) => void;
  readonly signal: AbortSignal;
}

export interface Prepared {
  /** By name: complete builds of this code's version. */
  readonly built: readonly BuildId[];
  /** Of which a build of this code's version was there already. */
  readonly ready: readonly string[];
  /** Events that the new builds hold. */
  readonly events: number;
}

/**
 * Builds what this code's projections need and the read store does not hold, beside an engine of older code that goes on. The
 * next start with this code only has to catch up. What a run that was killed had saved is gone on with; what an engine or
 * another run is making is waited for.
 * @throws NameTaken, StoreMissing, NewerFormat, CorruptStore, ReadStoreUnusable; what the signal was aborted with
 */
export async function prepareBuilds(options: PrepareOptions): Promise<Prepared> {
  checkNames(projections);
  const { stores, rebuildEvents, onProgress, onWait, signal } = options;
  const builder = await openBuilder(stores, rebuildEvents);
  try {
    const { missing, elsewhere, underWay } = await missingOf(builder);
    if (elsewhere.length > 0) onWait?.(elsewhere);
    const names = missing.map(({ name }) => name);
    const ready = projections.map(({ name }) => name).filter((name) => !names.includes(name));
    const progress = new Progress(names, missing.length === 0 ? 0 : await builder.log.count());
    const report = (): void => onProgress(progress.report());
    const request = { projections: missing, underWay, progress, onProgress: report, signal };
    const built = missing.length === 0 ? [] : await builder.fill(request);
    return { built, ready, events: progress.total };
  } finally {
    await builder.close();
  }
}

interface Missing {
  /** Projections without a complete build of this code's version that could go on from its checkpoint. */
  readonly missing: typeof projections;
  /** Those that somebody else is making, by name. */
  readonly elsewhere: readonly string[];
  /** Builds of them that are not complete, by name. */
  readonly underWay: readonly string[];
}

async function missingOf({ log, readStore }: Builder): Promise<Missing> {
  const entries = await readStore.builds();
  const missing: (typeof projections)[number][] = [];
  const elsewhere: string[] = [];
  const underWay: string[] = [];
  for (const definition of projections) {
    const { inForce, complete, loading } = keptOf(definition, entries);
    if (inForce !== undefined) continue; // the engine that runs looks after it
    const opened = complete && (await openBuild(readStore, log, definition, complete));
    if (opened !== undefined && typeof opened !== 'string') {
      await opened.build.close();
      continue;
    }
    if (await isHeld(readStore, definition, complete)) continue; // an engine that starts catches it up
    missing.push(definition);
    if (loading !== undefined) underWay.push(loading.build);
    if (await isHeld(readStore, definition, loading)) elsewhere.push(definition.name);
  }
  return { missing, elsewhere, underWay };
}
