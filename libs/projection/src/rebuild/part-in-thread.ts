import type { AnyProjection } from '../definition';
import { Folder } from '../fold/folder';
import { defaultLimits } from '../options';
import { travelOf } from '../view/asked';
import { Building } from './building';
import type { FillContext } from './fill-in-thread';
import { atEnd, foldRange } from './fold-range';
import type { MakePart, PartOrder } from './part';
import { Progress } from './progress';

/** Makes parts in this thread, which is another one than that which holds the builds. */
export function partInThread(
  definitions: readonly AnyProjection[],
  { limits, ...context }: Omit<FillContext, 'makePart'>,
): MakePart {
  const { saveMs = defaultLimits.saveMs, rebuildEvents: maxEventsInMemory } = limits;
  return async (order, onProgress, signal) => {
    const { end, from, events } = order;
    const buildings: Building[] = [];
    try {
      await openParts(order, definitions, context, buildings);
      const progress = new Progress([], events);
      const telling = { progress, onProgress: () => onProgress(progress.done), signal };
      const options = { ...context, ...travelOf(order), ...telling, buildings, maxEventsInMemory, saveMs };
      const { newestOccurredAt, lastSubject } = await foldRange(options, end, { from });
      for (const building of buildings)
        await building.save({
          ...{ head: atEnd(end, newestOccurredAt), slab: 0, lastSubject, partFrom: from },
          done: progress.done,
        });
      return { newestOccurredAt, lastSubject };
    } finally {
      for (const { build } of buildings) await build.close();
    }
  };
}

async function openParts(
  { builds, from }: PartOrder,
  definitions: readonly AnyProjection[],
  { readStore, policies }: Pick<FillContext, 'readStore' | 'policies'>,
  into: Building[],
): Promise<void> {
  for (const id of builds) {
    const definition = definitions.find(({ name }) => name === id.projection);
    const part = definition && (await readStore.openPart?.(id, definition.table, from));
    if (definition === undefined || part === undefined)
      throw new Error(`No part of ${id.projection} can be made here.`);
    into.push(await Building.begin(definition.name, new Folder(definition, policies), part));
  }
}
