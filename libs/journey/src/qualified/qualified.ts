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

/**
 * The event with its ids of things (`caseId`, `about.id`) told apart from those of other journeys: `c1` becomes
 * `<journeyId>/c1`. Neither ids nor journey ids contain a slash, so no two of them ever meet. For folds over the merged history
 * of a customer's journeys. Ids of events and customers mean the same everywhere and stay; so does the event that is given.
 */
export function qualified(event: JourneyEvent): JourneyEvent {
  const paths = idPathsOf(event.type);
  if (paths.length === 0) return event;
  const { id, journeyId, type, occurredAt, recordedAt, revision, policyVersion } = event;
  const data = withEach(event.data, paths, (thing) => `${journeyId}/${thing}`);
  return { id, journeyId, type, data, occurredAt, recordedAt, revision, policyVersion } as JourneyEvent;
}
