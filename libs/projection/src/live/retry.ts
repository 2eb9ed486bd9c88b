import type { EventLog, Position } from '@rapport/event-store';
import type { JourneyEvent } from '@rapport/journey';
import {
  customerPrefix,
  isMerged,
  type Checkpoint,
  type Columns,
  type Parked,
  type ReadBuild,
  type ReadModel,
} from '@rapport/read-store';
import { decode } from '../decode/decode';
import { historyOf } from '../fold/history';
import { toBusinessOrder } from '../order/order';
import { readHistories, type Stretch } from './stretch';

/** What folding parked subjects again came to. */
export interface Retried {
  /** Subjects that were folded again. */
  readonly retried: number;
  /** All of the projection that are parked now. */
  readonly parked: number;
}

const subjectsAtATime = 20;

type Log = Pick<EventLog, 'readStream'>;
type Build = Pick<ReadBuild<Columns>, 'model' | 'membersOf'>;
type Model = Pick<ReadModel<Columns>, 'parked' | 'parkedOf'>;

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
  build: Build,
  log: Log,
  reached: () => Checkpoint | undefined,
  subject: string | undefined,
): AsyncGenerator<ParkedStretch> {
  const { model } = build;
  for await (const page of subject === undefined ? allParked(model) : oneParked(model, subject)) {
    const checkpoint = reached();
    if (checkpoint === undefined) return;
    const journeyIds = await journeysOf(build, page);
    const stretch = await wholeHistories(log, journeyIds, checkpoint.position as Position);
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

async function journeysOf(build: Build, page: readonly Parked[]): Promise<readonly string[]> {
  const subjects = page.map(({ subject }) => subject);
  const customers = subjects.filter(isMerged).map((subject) => subject.slice(customerPrefix.length));
  const members = customers.length === 0 ? [] : [...(await build.membersOf(customers)).values()].flat();
  return [...new Set([...subjects.filter((subject) => !isMerged(subject)), ...members])];
}

async function wholeHistories(log: Log, journeyIds: readonly string[], upTo: Position): Promise<Stretch> {
  const read = async (id: string): Promise<readonly JourneyEvent[]> =>
    toBusinessOrder((await historyOf(log, id, upTo)).map((event) => decode(event, id)));
  const histories = await readHistories(journeyIds, read);
  return {
    journeys: Array.from(histories, ([journeyId, events]) => ({
      journeyId,
      events,
      fromStart: true,
      namesCustomer: false,
    })),
    after: undefined,
    namesCustomers: false,
    histories: (ids) => readHistories(ids, async (id) => histories.get(id) ?? (await read(id))),
  };
}
