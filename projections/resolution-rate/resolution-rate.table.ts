import { integer, json, optionalInteger, optionalText, text, type RowOf } from '@rapport/read-store';
import type { Attempt, CaseStatus, Hold } from './case-state';

/** One row per case (part: its id). Times are milliseconds since 1970 UTC; what depends on a query's parameters is not in it. */
export const caseTable = {
  openedAt: integer(),
  product: optionalText(),
  topic: optionalText(),
  channel: optionalText(),
  touchpoint: optionalText(),
  team: optionalText(),
  status: text<CaseStatus>(),
  statusSince: integer(),
  touchedAt: optionalInteger(),
  confirmedAt: optionalInteger(),
  attempts: json<readonly Attempt[]>(),
  holds: json<readonly Hold[]>(),
  rejections: integer(),
  withdrawals: integer(),
  reopenings: integer(),
  reworks: integer(),
  misdirections: integer(),
  handovers: integer(),
  spoiledAt: optionalInteger(),
};

export type CaseRow = RowOf<typeof caseTable>;
