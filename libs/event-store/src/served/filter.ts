import type { RecordedEvent } from '../event';
import type { ReadReq } from '../eventstoredb/protocol';
import { invalidArgument, unknownFailure } from './failure';
import { Pattern } from './pattern';

export interface WireFilter {
  /** Which of the events pass, asked for a batch at once. @throws Failure where an expression takes too long */
  passing(events: readonly RecordedEvent[]): (event: RecordedEvent) => boolean;
  /** Events looked at between two checkpoints. */
  readonly checkpointEvery: number;
}

/** What the server looks at in one go where the caller leaves it to the server. */
const DEFAULT_WINDOW = 32;

/** @throws Failure where it is no filter */
export function filterOf(options: ReadReq.Options): WireFilter | undefined {
  const filter = options.getFilter();
  if (filter === undefined) return undefined;
  const [byType, byStream] = [filter.getEventType(), filter.getStreamIdentifier()];
  const matching = matchingOf(byType ?? byStream);
  const nameOf = byType === undefined ? streamOf : typeOf;
  return {
    passing(events) {
      const matches = matching(new Set(events.map(nameOf)));
      return (event) => matches(nameOf(event));
    },
    checkpointEvery: windowOf(filter) * multiplierOf(filter, options),
  };
}

function windowOf(filter: ReadReq.Options.FilterOptions): number {
  if (filter.hasMax()) return Math.max(1, filter.getMax());
  if (filter.hasCount()) return DEFAULT_WINDOW;
  throw invalidArgument('A filter says how many events are looked at in one go, or that the server chooses.');
}

/** Only a subscription has checkpoints. */
function multiplierOf(filter: ReadReq.Options.FilterOptions, options: ReadReq.Options): number {
  const multiplier = filter.getCheckpointintervalmultiplier();
  if (options.hasSubscription() && multiplier === 0)
    throw unknownFailure('A subscription that filters says after how many windows a checkpoint comes.');
  return multiplier;
}

const streamOf = ({ stream }: RecordedEvent): string => stream;
const typeOf = ({ type }: RecordedEvent): string => type;

type Expression = NonNullable<
  ReturnType<NonNullable<ReturnType<ReadReq.Options['getFilter']>>['getEventType']>
>;

function matchingOf(expression: Expression | undefined): Pattern['matching'] {
  if (expression === undefined)
    throw invalidArgument('A filter says what it filters by: streams or event types.');
  const regex = expression.getRegex();
  if (regex !== '') {
    const pattern = new Pattern(regex);
    return (names) => pattern.matching(names);
  }
  const prefixes = expression.getPrefixList();
  return () => (name) => prefixes.some((prefix) => name.startsWith(prefix));
}
