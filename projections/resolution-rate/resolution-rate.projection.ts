import { projection } from '@rapport/projection';
import { integer, json, optionalInteger, optionalText, text } from '@rapport/read-store';
import type { Attempt, CaseStatus, Hold } from './case-state';
import { resolutionFold, type CasesOfJourney } from './resolution-rate.fold';

/** One row per case (part: its id). Times are milliseconds since 1970 UTC; what depends on a query's parameters is not in it. */
export const resolutionRate = projection({
  name: 'resolution-rate',
  version: 1,
  fold: resolutionFold,
  table: {
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
  },
  rows: ({ cases }: CasesOfJourney) =>
    Array.from(cases, ([caseId, it]) => ({ part: caseId, row: { ...it } })),
});
