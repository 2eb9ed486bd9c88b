import type { RecordedEvent } from '../event';
import type { ReadReq } from '../eventstoredb/protocol';
import { invalidArgument } from './failure';

export interface WireFilter {
  passes(event: RecordedEvent): boolean;
  /** Events looked at between two checkpoints. */
  readonly checkpointEvery: number;
}

/** What the server looks at in one go where the caller does not say. */
const DEFAULT_WINDOW = 32;

/** @throws Failure where it is no filter */
export function filterOf(options: ReadReq.Options): WireFilter | undefined {
  const filter = options.getFilter();
  if (filter === undefined) return undefined;
  const multiplier = filter.getCheckpointintervalmultiplier();
  const window = filter.hasMax() ? filter.getMax() : DEFAULT_WINDOW;
  const [byType, byStream] = [filter.getEventType(), filter.getStreamIdentifier()];
  const holds = holdsOf(byType ?? byStream);
  return {
    passes: byType === undefined ? ({ stream }) => holds(stream) : ({ type }) => holds(type),
    checkpointEvery: Math.max(1, multiplier) * Math.max(1, window),
  };
}

type Expression = NonNullable<
  ReturnType<NonNullable<ReturnType<ReadReq.Options['getFilter']>>['getEventType']>
>;

function holdsOf(expression: Expression | undefined): (name: string) => boolean {
  if (expression === undefined)
    throw invalidArgument('A filter says what it filters by: streams or event types.');
  const regex = expression.getRegex();
  if (regex !== '') return remembered(compiled(regex));
  const prefixes = expression.getPrefixList();
  return (name) => prefixes.some((prefix) => name.startsWith(prefix));
}

function compiled(source: string): RegExp {
  try {
    return new RegExp(source);
  } catch {
    throw invalidArgument(`"${source.slice(0, 64)}" is no regular expression that can be used here.`);
  }
}

const REMEMBERED_NAMES = 10_000;

/** Names come again and again. */
function remembered(pattern: RegExp): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    let holds = known.get(name);
    if (holds === undefined) {
      if (known.size >= REMEMBERED_NAMES) known.clear();
      known.set(name, (holds = pattern.test(name)));
    }
    return holds;
  };
}
