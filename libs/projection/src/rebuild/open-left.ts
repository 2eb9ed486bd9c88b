import { BuildUnusable, type Columns, type ReadBuild, type ReadStore } from '@rapport/read-store';
import { setTimeout as delay } from 'node:timers/promises';
import type { AnyProjection } from '../definition';
import { isPassing } from '../start/open-build';

/** Between two looks whether a build is free. */
const lookMs = 250;

/** Within which what a dead node or thread held is free, by the lease that it had, milliseconds. */
const freedWithinMs = 5_000;

export interface OpenLeftOptions {
  readonly readStore: ReadStore;
  /** Only builds that are part of this one; of none where absent. */
  readonly replay?: { readonly name: string };
  readonly signal?: AbortSignal;
}

/**
 * Opens builds that rebuilds left behind with something to go on from. Who left one may have died a moment ago: the lease is
 * waited for, once for all of them.
 */
export function leftOpener({ readStore, replay, signal }: OpenLeftOptions) {
  const until = performance.now() + freedWithinMs;
  return async ({ name, version, table }: AnyProjection): Promise<ReadBuild<Columns> | undefined> => {
    for (;;) {
      const left = (await readStore.builds()).findLast(
        (one) =>
          one.id.projection === name &&
          one.id.version === version &&
          one.replay === replay?.name &&
          one.progress !== undefined,
      );
      try {
        return left && (await readStore.open(left.id, table));
      } catch (error) {
        if (!(error instanceof BuildUnusable)) throw error;
        if (!isPassing(error, readStore) || performance.now() > until) return undefined;
      }
      await delay(lookMs, undefined, { signal });
    }
  };
}
