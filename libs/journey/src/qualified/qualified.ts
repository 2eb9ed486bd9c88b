import { catalogue } from '../catalogue/catalogue';
import { isEventType, type EventType, type JourneyEvent } from '../catalogue/events';
import { withEach } from './with-each';

type Paths = readonly (readonly string[])[];
const idPaths = new Map<EventType, Paths>();

/** Of types that were asked for: what the catalogue says of them is compiled then. */
function idPathsOf(type: EventType): Paths {
  const known = idPaths.get(type);
  if (known !== undefined) return known;
  const paths = isEventType(type) ? catalogue.events[type].ids.map((path) => path.split('.')) : [];
  idPaths.set(type, paths);
  return paths;
}

/** What is asked of few events is left to the one that it is made of. */
class QualifiedEvent {
  readonly journeyId: string;
  readonly type: EventType;
  readonly occurredAt: number;
  readonly revision: number;
  readonly policyVersion: number;
  private changed: object | undefined;

  constructor(
    private readonly event: JourneyEvent,
    private readonly paths: Paths,
  ) {
    this.journeyId = event.journeyId;
    this.type = event.type;
    this.occurredAt = event.occurredAt;
    this.revision = event.revision;
    this.policyVersion = event.policyVersion;
  }

  get id(): string {
    return this.event.id;
  }

  get recordedAt(): number {
    return this.event.recordedAt;
  }

  get data(): object {
    return (this.changed ??= withEach(this.event.data, this.paths, (thing) => `${this.journeyId}/${thing}`));
  }
}

/**
 * The event with its ids of things (`caseId`, `about.id`) told apart from those of other journeys: `c1` becomes
 * `<journeyId>/c1`. Neither ids nor journey ids contain a slash, so no two of them ever meet. For folds over the merged history
 * of a customer's journeys. Ids of events and customers mean the same everywhere and stay; so does the event that is given.
 * Its data is read when it is asked for: damage is found by whoever asks.
 */
export function qualified(event: JourneyEvent): JourneyEvent {
  const paths = idPathsOf(event.type);
  return paths.length === 0 ? event : (new QualifiedEvent(event, paths) as JourneyEvent);
}
