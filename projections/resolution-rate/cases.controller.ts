import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { isoInstant, Views, type SubjectView } from '@rapport/projection';
import { MomentQuery, validCustomerId, validJourneyId, validQuery } from '@rapport/projection/http';
import { CasesAnswer, type CaseAnswer } from './cases.answers';
import { resolutionRate } from './resolution-rate.projection';
import type { CaseRow } from './resolution-rate.table';

@ApiTags('Resolution')
@Controller('v1')
export class CasesController {
  constructor(private readonly views: Views) {}

  @Get('journeys/:journeyId/cases')
  @ApiOperation({ summary: 'The cases of a journey, and what became of each' })
  @ApiOkResponse({ type: CasesAnswer })
  @ApiNotFoundResponse({ description: '`journey-not-found`' })
  async cases(
    @Param('journeyId', validJourneyId) journeyId: string,
    @Query(validQuery) query: MomentQuery,
  ): Promise<Readonly<CasesAnswer>> {
    return answer(await this.views.journey(journeyId, query));
  }

  @Get('customers/:customerId/cases')
  @ApiOperation({ summary: 'The cases of a customer, over all linked journeys' })
  @ApiOkResponse({ type: CasesAnswer })
  @ApiNotFoundResponse({ description: '`customer-not-found`' })
  async casesOfCustomer(
    @Param('customerId', validCustomerId) customerId: string,
    @Query(validQuery) query: MomentQuery,
  ): Promise<Readonly<CasesAnswer>> {
    return answer(await this.views.customer(customerId, query));
  }
}

async function answer(subject: SubjectView): Promise<Readonly<CasesAnswer>> {
  const { rows, parked } = await subject.rows(resolutionRate);
  if (rows.length === 0 && (await isUnknown(subject))) throw subject.notFound(parked);
  const cases = rows.toSorted((a, b) => a.row.openedAt - b.row.openedAt);
  return { ...subject.stated(), parked, cases: cases.map(({ part, row }) => caseAnswer(part, row)) };
}

/** Without a case there is no row, whether anything happened or not. */
async function isUnknown(subject: SubjectView): Promise<boolean> {
  return (await subject.journeys()).every(({ events }) => events.length === 0);
}

const isoOrNull = (at: number | null): string | null => (at === null ? null : isoInstant(at));

function caseAnswer(caseId: string, row: CaseRow): Readonly<CaseAnswer> {
  const { status, product, topic, channel, touchpoint, team, attempts, holds } = row;
  const { rejections, withdrawals, reopenings, handovers, misdirections } = row;
  return {
    ...{ caseId, status, statusSince: isoInstant(row.statusSince), openedAt: isoInstant(row.openedAt) },
    ...{ touchedAt: isoOrNull(row.touchedAt), confirmedAt: isoOrNull(row.confirmedAt) },
    ...{ product, topic, channel, touchpoint, team },
    proposals: attempts.map(([proposedAt, brokenAt]) => ({
      ...{ proposedAt: isoInstant(proposedAt), brokenAt: isoOrNull(brokenAt) },
    })),
    holds: holds.map(([from, until]) => ({ from: isoInstant(from), until: isoOrNull(until) })),
    ...{ rejections, withdrawals, reopenings, handovers, misdirections },
  };
}
