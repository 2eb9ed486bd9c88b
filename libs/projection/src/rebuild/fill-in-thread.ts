import type { EventLog } from '@rapport/event-store';
import type { Policies } from '@rapport/policy';
import type { ReadStore } from '@rapport/read-store';
import { Folder } from '../fold/folder';
import { defaultLimits, type Limits } from '../options';
import type { LogListener } from '../source/listener';
import type { Fill } from './fill';
import { fillBuilds } from './fill-builds';
import type { MakePart } from './part';

export interface FillContext {
  readonly log: EventLog;
  readonly readStore: ReadStore;
  /** What folds ask; the listeners keep it up to date. */
  readonly policies: Policies;
  readonly listeners: readonly LogListener[];
  /** Takes part in large ones. Default: this thread makes them alone. */
  readonly makePart?: MakePart;
  readonly limits: Pick<Limits, 'rebuildEvents'> & Partial<Pick<Limits, 'saveMs'>>;
}

/** Makes builds in this thread, in short steps between which everything else goes on. */
export function fillInThread({ policies, limits, ...stores }: FillContext): Fill {
  const { saveMs = defaultLimits.saveMs } = limits;
  return ({ projections, ...request }) => {
    const blueprints = projections.map((definition) => ({
      definition,
      folder: new Folder(definition, policies),
    }));
    return fillBuilds(blueprints, { ...stores, ...request, maxEventsInMemory: limits.rebuildEvents, saveMs });
  };
}
