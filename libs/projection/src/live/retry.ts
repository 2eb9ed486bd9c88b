import type { EventLog, Position } from '@rapport/event-store';
import type { JourneyEvent } from '@rapport/journey';
import {
  customerPrefix,
  isMerged,
  type Checkpoint,
  type Columns,
  type Parked,
  type ReadModel,
} from '@rapport/read-store';
import { decode } from '../decode/decode';
import { historyOf } from '../fold/history';
import { toBusinessOrder } from '../order/order';
import type { Stretch } from './batch';

/** What folding parked subjects again came to. */
export interface Retried {
  /** Subjects that were folded again. */
  readonly retried: number;
  /** All of the projection that are parked now. */
  readonly parked: number;
}

const subjectsAtATime = 20;

type Log = Pick<EventLog, 'readStream'>;
type Model = Pick<ReadModel<Columns>, 'parked' | 'parkedOf' | 'membersOf'>;

interface ParkedStretch {
  readonly stretch: Stretch;
  /** Parked ones that it is about. */
  readonly subjects: number;
  /** Where it ends. */
  readonly checkpoint: Checkpoint;
}

/**
 * The whole histories behind parked subjects, a few at a time: what is folded again when a lane is given them. Each is up to
 * where the lane is when it is asked for.
 */
export async function* parkedStretches(
  model: Model,
  log: Log,
  reached: () => Checkpoint | undefined,
  subject: string | undefined,
): AsyncGenerator<ParkedStretch> {
  for await (const page of subject === undefined ? allParked(model) : oneParked(model, subject)) {
    const checkpoint = reached();
    if (checkpoint === undefined) return;
    const journeyIds = new Set<string>();
    for (const one of page) for (const id of await journeysOf(model, one)) journeyIds.add(id);
    const stretch = await wholeHistories(log, [...journeyIds], checkpoint.position as Position);
    yield { stretch, subjects: page.length, checkpoint };
  }
}

async function* allParked(model: Model): AsyncGenerator<readonly Parked[]> {
  let after: string | undefined;
  for (;;) {
    const page = await model.parked({ limit: subjectsAtATime, after });
    after = page.at(-1)?.subject;
    if (after === undefined) return;
    yield page;
  }
}

async function* oneParked(model: Model, subject: string): AsyncGenerator<readonly Parked[]> {
  const parked = await model.parkedOf(subject);
  if (parked !== undefined) yield [parked];
}

async function journeysOf(model: Model, { subject }: Parked): Promise<readonly string[]> {
  return isMerged(subject) ? model.membersOf(subject.slice(customerPrefix.length)) : [subject];
}

async function wholeHistories(log: Log, journeyIds: readonly string[], upTo: Position): Promise<Stretch> {
  const histories = new Map<string, readonly JourneyEvent[]>();
  for (const id of journeyIds) {
    const recorded = await historyOf(log, id, upTo);
    histories.set(id, toBusinessOrder(recorded.map((event) => decode(event, id))));
  }
  return {
    journeys: Array.from(histories, ([journeyId, events]) => ({
      journeyId,
      events,
      fromStart: true,
      namesCustomer: false,
    })),
    after: undefined,
    namesCustomers: false,
    history: async (id) =>
      histories.get(id) ??
      toBusinessOrder((await historyOf(log, id, upTo)).map((event) => decode(event, id))),
  };
}
