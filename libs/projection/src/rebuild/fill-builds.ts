import type { EventLog } from '@rapport/event-store';
import type { BuildId, ReadStore } from '@rapport/read-store';
import type { AnyProjection } from '../definition';
import type { Folder } from '../fold/folder';
import type { LogListener } from '../source/listener';
import { misplaced } from '../start/checkpoint-holds';
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
  const { log, replay } = options;
  const begun: Begun[] = [];
  try {
    const end = replay === undefined ? await endOf(log) : replay.head;
    const openLeft = leftOpener(options);
    for (const blueprint of blueprints) begun.push(await begin(blueprint, openLeft, options, end));
    const heads = new Map(begun.map(({ head }) => [head?.position, head]));
    for (const [position, head] of heads) {
      const buildings = begun
        .filter((one) => one.head?.position === position)
        .map(({ building }) => building);
      await buildAnew({ ...options, ...travelOf(replay ?? {}), head, buildings });
    }
    return begun.map(({ building }) => building.build.id);
  } finally {
    for (const { building } of begun) await building.build.close();
  }
}

interface Begun {
  readonly building: Building;
  /** The end of the log that it is for. */
  readonly head: LogEnd | undefined;
}

async function begin(
  { definition, folder }: Blueprint,
  openLeft: ReturnType<typeof leftOpener>,
  { log, readStore, replay }: FillOptions,
  end: LogEnd | undefined,
): Promise<Begun> {
  const { name, version, table } = definition;
  const left = await openLeft(definition);
  if (left !== undefined) {
    const building = await Building.begin(name, folder, left);
    const head = building.saved?.head;
    if (head !== undefined && (await misplaced(log, head)) === undefined) return { building, head };
    await left.close();
  }
  const build = await readStore.create(name, version, table, replay?.name);
  return { building: await Building.begin(name, folder, build), head: end };
}
