import { lineEnds, type PackedPage } from '../packed';
import { LateColumn, lateIds, lateRecordedAt } from './late-column';
import type { PackedRow } from './packed-query';
import type { PackedSource } from './packed-source';
import { uuid, type Decoder } from './stored-event';

/** A window of positions as it was read. */
export interface PackedWindow {
  readonly row: PackedRow;
  /** Exclusive. */
  readonly after: number;
  readonly upTo: number;
  /** Of its events, in order. Undefined: without a gap. */
  readonly positions: (() => readonly number[]) | undefined;
}

const idDigits = 32;

/**
 * The columns of a window, and what of it is read only when it is asked for. Undefined where some text has a line feed, which
 * none that we wrote has: the lines would be told apart wrongly.
 */
export function packedPage(window: PackedWindow, source: PackedSource): PackedPage | undefined {
  const { row, upTo } = window;
  const types = integers(row[1]);
  const data = upcast(source.decoder, types, integers(row[7]), row[5] ?? '');
  const ends = lineEnds(data, types.length);
  if (ends === undefined) return undefined;
  const position = positionsOf(window);
  const causes = new Map(
    JSON.parse(row[10]) as readonly (readonly [position: number, cause: string | null])[],
  );
  return {
    streams: integers(row[0]),
    types,
    revisions: integers(row[2]),
    policyVersions: integers(row[3]),
    occurredAt: integers(row[4]),
    ...{ data, ends },
    upTo: source.decoder.positions.encode(upTo),
    ...seldomAsked(window, position, source),
    cause: (index) => (causes.size === 0 ? undefined : (causes.get(position(index)) ?? undefined)),
  };
}

export const integers = (list: string): number[] => JSON.parse(list) as number[];

type PositionOf = (index: number) => number;

/** Hardly anybody asks where there are gaps: they are read then. */
function positionsOf({ after, positions }: PackedWindow): PositionOf {
  if (positions === undefined) return (index) => after + 1 + index;
  let read: readonly number[] | undefined;
  return (index) => (read ??= positions())[index] ?? Number.NaN;
}

function seldomAsked(
  window: PackedWindow,
  position: PositionOf,
  source: PackedSource,
): Pick<PackedPage, 'id' | 'recordedAt'> {
  const [recordedAt, ids] = [window.row[8], window.row[9]];
  const [lateId, lateTime] = [
    new LateColumn(source, lateIds, window),
    new LateColumn(source, lateRecordedAt, window),
  ];
  const times = recordedAt === null ? undefined : integers(recordedAt);
  return {
    id: (index) => uuid(ids?.slice(index * idDigits, (index + 1) * idDigits) ?? lateId.at(position(index))),
    recordedAt: (index) => times?.[index] ?? lateTime.at(position(index)),
  };
}

/** @param versions of those events, in order, whose types have upcasts */
function upcast(
  { names, upcasters }: Decoder,
  types: readonly number[],
  versions: readonly number[],
  data: string,
): string {
  if (versions.length === 0) return data;
  const texts = data.split('\n');
  let next = 0;
  types.forEach((type, index) => {
    const name = names.type(type);
    if (!upcasters.knows(name)) return;
    const version = versions[next++] ?? 0;
    const text = texts[index] ?? '';
    if (text === '' || upcasters.versionAfter(name, version) === version) return;
    texts[index] = JSON.stringify(upcasters.apply(name, version, JSON.parse(text) as object));
  });
  return texts.join('\n');
}
