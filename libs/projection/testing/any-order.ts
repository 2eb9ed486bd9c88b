import type { JourneyEvent } from '@rapport/journey';
import type { ProjectionDefinition } from '@rapport/projection';
import { customerSubject, type Columns } from '@rapport/read-store';
import fc from 'fast-check';
import { advance } from '../src/fold/advance';
import { foldHistory, type Folded } from '../src/fold/fold-history';
import type { Folder } from '../src/fold/folder';
import { mergedHistory } from '../src/fold/merged-history';
import { businessOrder } from '../src/order/order';
import { folderOf, rowsOf } from './folded';
import { groupsOf } from './groups-of';

type Journeys = ReadonlyMap<string, readonly JourneyEvent[]>;

/**
 * Lets the events arrive one by one in many orders, as the runtime takes them: those in order advance the fold, the others
 * make it fold again. Each journey, and all of them as one customer, have to end in the rows and cells of the history read
 * at once, which nothing may park. Events of one instant keep their order: it is the stream's that decides among them.
 */
export function expectAnyOrder<State, Table extends Columns>(
  definition: ProjectionDefinition<State, Table>,
  journeys: Journeys,
): void {
  const folder = folderOf(definition);
  const expected = endOf(folder, journeys);
  const instants = groupsOf([...journeys.values()].flat(), instantOf);
  fc.assert(
    fc.property(fc.shuffledSubarray(instants, { minLength: instants.length }), (arrivals) => {
      const arrived = new Map<string, JourneyEvent[]>();
      const live = new Live(folder);
      for (const event of arrivals.flat()) live.take(arrive(arrived, event), arrived);
      expect(live.end).toEqual(expected);
      expect(endOf(folder, arrived)).toEqual(expected);
    }),
    { numRuns: 50 },
  );
}

const instantOf = ({ journeyId, occurredAt }: JourneyEvent): string => `${journeyId} ${occurredAt}`;
const customer = customerSubject('all');

function arrive(arrived: Map<string, JourneyEvent[]>, event: JourneyEvent): JourneyEvent {
  const stream = arrived.get(event.journeyId) ?? [];
  arrived.set(event.journeyId, stream);
  const recorded = { ...event, revision: stream.length } as JourneyEvent;
  stream.push(recorded);
  return recorded;
}

/** By subject. Parked is a subject only while what it needs has not arrived. */
type End = Record<string, { readonly rows: Folded['rows']; readonly error: string | undefined }>;

/** Every subject folded at once. */
function endOf(folder: Folder, journeys: Journeys): End {
  const whole = (one: Folder, subject: string, events: readonly JourneyEvent[]) => [
    subject,
    { rows: rowsOf(one, subject, events), error: undefined },
  ];
  return Object.fromEntries([
    ...[...journeys].map(([id, events]) => whole(folder, id, events.toSorted(businessOrder))),
    whole(folder.merged, customer, mergedHistory(journeys.values())),
  ]) as End;
}

/** Every subject folded as its events arrive. */
class Live {
  private readonly subjects = new Map<string, Folded>();

  constructor(private readonly folder: Folder) {}

  get end(): End {
    return Object.fromEntries(
      [...this.subjects].map(([id, { rows, parked }]) => [id, { rows, error: parked?.error }]),
    );
  }

  take(event: JourneyEvent, arrived: Journeys): void {
    const stream = arrived.get(event.journeyId) ?? [];
    this.fold(this.folder, event.journeyId, event, () => stream.toSorted(businessOrder));
    const [asMerged] = mergedHistory([[event]]);
    if (asMerged) this.fold(this.folder.merged, customer, asMerged, () => mergedHistory(arrived.values()));
  }

  private fold(
    folder: Folder,
    subject: string,
    event: JourneyEvent,
    history: () => readonly JourneyEvent[],
  ): void {
    const before = this.subjects.get(subject);
    if (before !== undefined && !folder.caresFor(event.type)) return;
    const folded = before && advance(folder, subject, before, [event]);
    this.subjects.set(subject, folded ?? foldHistory(folder, subject, history()));
  }
}
