import type { EventLog } from '@rapport/event-store';
import {
  BuildHeld,
  BuildUnusable,
  type BuildEntry,
  type BuildId,
  type Columns,
  type ReadBuild,
  type ReadStore,
} from '@rapport/read-store';
import { setTimeout as delay } from 'node:timers/promises';
import type { AnyProjection } from '../definition';
import { misplaced } from '../start/checkpoint-holds';

/** Between two looks at a build that somebody else is making. */
const lookMs = 250;

export interface OpenLeftOptions {
  readonly log: Pick<EventLog, 'logId' | 'head' | 'eventAt'>;
  readonly readStore: ReadStore;
  /** Only builds that are part of this one; of none where absent. */
  readonly replay?: { readonly name: string };
  /** Names of builds that somebody was making when it was found that these are missing. */
  readonly underWay?: readonly string[];
  /** Told with each look how far the build is that is waited for, in events. */
  readonly onWait?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/** What there is of a build before one is begun: the rest is to be made here, or somebody else has made it. */
export type Left = { readonly build: ReadBuild<Columns> } | { readonly made: BuildId };

/**
 * Opens builds that others left behind with something to go on from. What somebody else is making, in this process or another,
 * is waited for and not made twice: it is taken when it is complete, and gone on with when whoever made it has died (where
 * nodes share the store: when its lease has run out).
 */
export function leftOpener({ log, readStore, replay, underWay = [], onWait, signal }: OpenLeftOptions) {
  const awaited = new Set(underWay); // also those that are complete before it is their turn
  return async ({ name, version, table }: AnyProjection): Promise<Left | undefined> => {
    for (;;) {
      const entries = await readStore.builds();
      for (const { id, state } of entries) if (state === 'loading') awaited.add(id.build);
      const own = entries.filter(
        (one) => one.id.projection === name && one.id.version === version && one.replay === replay?.name,
      );
      const made = own.findLast(({ id, state }) => state !== 'loading' && awaited.has(id.build));
      if (made !== undefined) return { made: made.id };
      const found = await newestOf(own, (id) => readStore.open(id, table), log);
      if (found === undefined || 'build' in found) return found;
      onWait?.(found.held.progress?.done ?? 0);
      await delay(lookMs, undefined, { signal });
    }
  };
}

/** Of those of this log that can be gone on with, or that somebody holds. */
async function newestOf(
  entries: readonly BuildEntry[],
  open: (id: BuildId) => Promise<ReadBuild<Columns>>,
  log: OpenLeftOptions['log'],
): Promise<{ readonly build: ReadBuild<Columns> } | { readonly held: BuildEntry } | undefined> {
  for (const entry of entries.filter(({ state }) => state === 'loading').reverse()) {
    const { id, progress } = entry;
    if (progress !== undefined && (await misplaced(log, progress.head)) !== undefined) continue;
    try {
      return { build: await open(id) };
    } catch (error) {
      if (error instanceof BuildHeld) return { held: entry };
      if (!(error instanceof BuildUnusable)) throw error;
    }
  }
  return undefined;
}
