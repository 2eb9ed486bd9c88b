import type { EventLog } from '@rapport/event-store';
import type { ReadStore } from '@rapport/read-store';
import type { Fault, Limits } from '../options';
import type { Projector } from '../start/projector';
import type { Slot } from '../status/slot';
import { Alone } from './alone';
import type { Duties } from './duties';
import { Member } from './member';
import { Standbys } from './standbys';

export interface DutiesOptions {
  readonly log: EventLog;
  readonly readStore: ReadStore;
  readonly slots: readonly Slot[];
  readonly projector: Projector;
  readonly limits: Limits;
  readonly paused: boolean;
  /** Rows of other nodes moved on. */
  readonly onMove: () => void;
  readonly report: (fault: Fault) => void;
}

/** Everything where the read store is this node's alone, else what falls to it as one of several. */
export function dutiesOf({ log, readStore, slots, onMove, report, ...rest }: DutiesOptions): Duties {
  const { shared } = readStore;
  if (shared === undefined) return new Alone(slots, rest.projector);
  const standbys = new Standbys({ log, slots, readStore, shared, onMove, report });
  return new Member({ ...rest, slots, readStore, shared, log, standbys, report });
}
