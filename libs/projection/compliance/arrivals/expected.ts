import type { RecordedEvent } from '@rapport/event-store';
import type { JourneyEvent } from '@rapport/journey';
import {
  customerSubject,
  isMerged,
  type Cell,
  type CellScope,
  type EncodedRow,
  type Parked,
} from '@rapport/read-store';
import { journeyOf } from '@rapport/packed';
import { decode } from '../../src/decode/decode';
import { foldHistory } from '../../src/fold/fold-history';
import type { Folder } from '../../src/fold/folder';
import { membershipIn } from '../../src/fold/membership';
import { mergedHistory } from '../../src/fold/merged-history';
import { toBusinessOrder } from '../../src/order/order';
import { cellKey, type MemoryBuild } from '../memory-build';

/** All that a build holds, as sorted lines. Two builds hold the same when these are equal. */
export interface Contents {
  readonly rows: readonly string[];
  readonly cells: readonly string[];
  readonly parked: readonly string[];
  readonly members: readonly string[];
}

const sorted = (lines: Iterable<string>): string[] => [...lines].sort();
const rowLine = ({ subject, part, values }: EncodedRow): string => JSON.stringify([subject, part, values]);
const parkedLine = ({
  subject,
  eventId,
  eventType,
  error,
  occurredAt,
  journeyId,
  revision,
}: Parked): string => JSON.stringify([subject, eventId, eventType, error, occurredAt, journeyId, revision]);

/** Without revisions, which events have by their arrival. */
export const whateverTheArrival = (contents: Contents): Contents => ({
  ...contents,
  parked: contents.parked.map((line) => JSON.stringify((JSON.parse(line) as unknown[]).slice(0, -1))),
});

export const rowsOf = (build: MemoryBuild): EncodedRow[] =>
  [...build.rows.values()].flatMap((parts) => [...parts.values()]);

export function contentsOf(build: MemoryBuild): Contents {
  const rows = rowsOf(build);
  return {
    rows: sorted(rows.map(rowLine)),
    cells: sorted(Array.from(build.cells, ([key, count]) => `${key} ${count}`)),
    parked: sorted([...build.parked.values()].map(parkedLine)),
    members: sorted(Array.from(build.customers, ([journeyId, customerId]) => `${journeyId} ${customerId}`)),
  };
}

/** What a build has to hold of a log, folded at once with nothing known before. */
export function expectedOf(folder: Folder, log: readonly RecordedEvent[]): Contents {
  const histories = historiesOf(log);
  const customers = new Map(
    Array.from(histories, ([id, history]): [string, string | undefined] => [id, membershipIn(history)]),
  );
  const folded = Array.from(histories, ([id, history]) => foldHistory(folder, id, history));
  for (const customerId of new Set(customers.values())) {
    const members = [...histories].filter(
      ([id]) => customerId !== undefined && customers.get(id) === customerId,
    );
    if (customerId === undefined || members.length < 2) continue;
    const merged = mergedHistory(members.map(([, history]) => history));
    folded.push(foldHistory(folder.merged, customerSubject(customerId), merged));
  }
  const rows = folded.flatMap((one) => one.rows);
  return {
    rows: sorted(rows.map(rowLine)),
    cells: recount(folder, rows, customers),
    parked: sorted(folded.flatMap(({ parked }) => (parked === undefined ? [] : [parkedLine(parked)]))),
    members: sorted(
      [...customers].flatMap(([id, customerId]) => (customerId === undefined ? [] : [`${id} ${customerId}`])),
    ),
  };
}

/** The roll-ups counted anew from rows as they are stored. */
export function recount(
  folder: Folder,
  rows: readonly EncodedRow[],
  customers: ReadonlyMap<string, string | undefined>,
): string[] {
  const isMember = membersOfSeveral(customers);
  const counts = new Map<string, number>();
  const count = (scope: CellScope, cells: readonly Cell[], by: number): void => {
    for (const cell of cells) {
      const key = cellKey({ ...cell, scope });
      counts.set(key, (counts.get(key) ?? 0) + by);
    }
  };
  for (const { subject, rollUp } of folder.restored(rows)) {
    count(isMerged(subject) ? 'merging' : 'journeys', rollUp, 1);
    if (isMember(subject)) count('merging', rollUp, -1);
  }
  return sorted([...counts].filter(([, n]) => n !== 0).map(([key, n]) => `${key} ${n}`));
}

/** Tells the journeys of customers of two or more. */
function membersOfSeveral(
  customers: ReadonlyMap<string, string | undefined>,
): (journeyId: string) => boolean {
  const sizes = new Map<string | undefined, number>();
  for (const customerId of customers.values()) sizes.set(customerId, (sizes.get(customerId) ?? 0) + 1);
  return (journeyId) => {
    const customerId = customers.get(journeyId);
    return customerId !== undefined && (sizes.get(customerId) ?? 0) > 1;
  };
}

function historiesOf(log: readonly RecordedEvent[]): Map<string, JourneyEvent[]> {
  const histories = new Map<string, JourneyEvent[]>();
  for (const event of log) {
    const journeyId = journeyOf(event.stream) ?? '';
    const history = histories.get(journeyId) ?? [];
    histories.set(journeyId, history);
    history.push(decode(event, journeyId));
  }
  for (const history of histories.values()) toBusinessOrder(history);
  return histories;
}
