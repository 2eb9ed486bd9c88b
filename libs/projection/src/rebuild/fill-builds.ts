import type { EventLog } from '@rapport/event-store';
import type { BuildId, Columns, ReadBuild, ReadStore } from '@rapport/read-store';
import type { AnyProjection } from '../definition';
import type { Folder } from '../fold/folder';
import type { LogListener } from '../source/listener';
import { travelOf } from '../view/asked';
import { buildAnew, endOf } from './build-anew';
import { Building } from './building';
import type { ReplayOrder } from './fill';
import type { LogEnd } from './fold-range';
import { leftOpener } from './open-left';
import type { MakePart } from './part';
import type { Progress } from './progress';

/** A projection to be built. */
export interface Blueprint {
  readonly definition: AnyProjection;
  readonly folder: Folder;
}

export interface FillOptions {
  readonly log: EventLog;
  readonly readStore: ReadStore;
  readonly listeners: readonly LogListener[];
  /** That the builds are part of. */
  readonly replay?: ReplayOrder;
  /** Names of builds that somebody else was making when it was found that these are missing. */
  readonly underWay?: readonly string[];
  readonly maxEventsInMemory: number;
  readonly saveMs?: number;
  /** Takes part where it pays. */
  readonly makePart?: MakePart;
  readonly progress: Progress;
  readonly onProgress?: () => void;
  readonly signal?: AbortSignal;
}

/**
 * Builds projections anew, as far as the log reaches now or the replay says; what was saved before a kill is gone on with.
 * Returns complete builds, held by nobody.
 */
export async function fillBuilds(
  blueprints: readonly Blueprint[],
  options: FillOptions,
): Promise<readonly BuildId[]> {
  const { log, replay, progress, onProgress } = options;
  const begun: Begun[] = [];
  const made: BuildId[] = [];
  const tell = (change: () => void): void => {
    change();
    onProgress?.();
  };
  try {
    const end = replay === undefined ? await endOf(log) : replay.head;
    const openLeft = leftOpener({ ...options, onWait: (done) => tell(() => progress.reach(done)) });
    for (const blueprint of [...blueprints].sort(byName)) {
      const left = await openLeft(blueprint.definition);
      if (left !== undefined && 'made' in left) made.push(left.made);
      else begun.push(await begin(blueprint, left?.build, options, end));
    }
    tell(() => progress.goOnFrom(savedOf(begun)));
    const heads = new Map(begun.map(({ head }) => [head?.position, head]));
    for (const [position, head] of heads) {
      const buildings = begun
        .filter((one) => one.head?.position === position)
        .map(({ building }) => building);
      await buildAnew({ ...options, ...travelOf(replay ?? {}), head, buildings });
    }
    progress.complete();
    return [...made, ...begun.map(({ building }) => building.build.id)];
  } finally {
    for (const { building } of begun) await building.build.close();
  }
}

/** One order for all, so that nobody waits for somebody who waits for them. */
const byName = (a: Blueprint, b: Blueprint): number => (a.definition.name < b.definition.name ? -1 : 1);

interface Begun {
  readonly building: Building;
  /** The end of the log that it is for. */
  readonly head: LogEnd | undefined;
}

async function begin(
  { definition, folder }: Blueprint,
  left: ReadBuild<Columns> | undefined,
  { readStore, replay }: FillOptions,
  end: LogEnd | undefined,
): Promise<Begun> {
  const { name, version, table } = definition;
  const build = left ?? (await readStore.create(name, version, table, replay?.name));
  const building = await Building.begin(name, folder, build);
  return { building, head: building.saved?.head ?? end };
}

/** Events that all of them have saved. */
const savedOf = (begun: readonly Begun[]): number =>
  Math.min(...begun.map(({ building }) => building.saved?.done ?? 0), Infinity);
