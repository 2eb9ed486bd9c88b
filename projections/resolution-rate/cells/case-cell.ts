import type { Cell } from '@rapport/read-store';
import type { Attempt } from '../case-state';
import type { CaseRow } from '../resolution-rate.table';
import {
  fact,
  fixedValues,
  handoverUnit,
  measureOf,
  never,
  roomFor,
  statuses,
  type CaseGroup,
} from './layout';

/** A case as a roll-up keeps it: all that a question can ask of it, in integers. */
export function caseCell(row: CaseRow): Cell {
  const attempts = lastingLonger(row.attempts);
  const values = [...fixedOf(row), ...pairsOf(row, attempts)];
  const room = roomFor(attempts.length + row.holds.length);
  const width = fixedValues + 2 * room;
  const { product, topic, channel, touchpoint, team, holds } = row;
  const dimensions = [product, topic, channel, touchpoint, team] as const;
  const group: CaseGroup = [...dimensions, attempts.length, holds.length, ...values.splice(width)];
  while (values.length < width) values.push(never);
  return { measure: measureOf(room), group: JSON.stringify(group), values };
}

const since = ({ openedAt }: CaseRow, time: number | null): number =>
  time === null ? never : time - openedAt;

const fixedOf = (row: CaseRow): readonly number[] => [
  row.openedAt,
  factsOf(row),
  since(row, row.statusSince),
  since(row, row.touchedAt),
  since(row, row.confirmedAt),
  since(row, row.spoiledAt),
];

function pairsOf(row: CaseRow, attempts: readonly Attempt[]): readonly number[] {
  const pairs: number[] = [];
  for (const attempt of attempts) pairs.push(since(row, attempt[0]), lasted(attempt));
  for (const [from, until] of row.holds) pairs.push(since(row, from), since(row, until));
  return pairs;
}

function factsOf(row: CaseRow): number {
  return (
    statuses.indexOf(row.status) +
    (row.rejections > 0 ? fact.rejected : 0) +
    (row.withdrawals > 0 ? fact.withdrawn : 0) +
    (row.reopenings > 0 ? fact.reopened : 0) +
    (row.reworks > 0 ? fact.reworked : 0) +
    (row.misdirections > 0 ? fact.misdirected : 0) +
    row.handovers * handoverUnit
  );
}

const lasted = ([proposedAt, brokenAt]: Attempt): number =>
  brokenAt === null ? never : brokenAt - proposedAt;

/**
 * The attempts that can be the first to have lasted long enough, whatever is enough: each of them lasted longer than all
 * before. So a case with a hundred attempts keeps a handful, the first one always.
 */
export function lastingLonger(attempts: readonly Attempt[]): readonly Attempt[] {
  let longest = -1;
  return attempts.filter((attempt) => {
    if (lasted(attempt) <= longest) return false;
    longest = lasted(attempt);
    return true;
  });
}
