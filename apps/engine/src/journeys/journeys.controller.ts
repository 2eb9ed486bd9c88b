import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Views } from '@rapport/projection';
import { MomentQuery, validJourneyId, validQuery } from '@rapport/projection/http';
import { SummaryAnswer, TimelineAnswer } from './journeys.answers';
import { summary } from './summary';
import { timelineAnswer } from './timeline-answer';
import { TimelineQuery } from './timeline.query';

/** Questions that the log itself answers, so that nothing needs to be waited for. */
@ApiTags('journeys')
@Controller('v1/journeys')
export class JourneysController {
  constructor(private readonly views: Views) {}

  @Get(':journeyId')
  @ApiOperation({
    summary: 'Where a journey stands: identity, counts, what is open, stage, trust, newest events',
  })
  @ApiOkResponse({ type: SummaryAnswer })
  @ApiNotFoundResponse({ description: '`journey-not-found`' })
  async summary(
    @Param('journeyId', validJourneyId) journeyId: string,
    @Query(validQuery) query: MomentQuery,
  ): Promise<Readonly<SummaryAnswer>> {
    return summary((await this.views.ofLog(query)).journey(journeyId));
  }

  @Get(':journeyId/timeline')
  @ApiOperation({ summary: 'All that happened on a journey, newest first' })
  @ApiOkResponse({ type: TimelineAnswer })
  @ApiNotFoundResponse({ description: '`journey-not-found`' })
  async timeline(
    @Param('journeyId', validJourneyId) journeyId: string,
    @Query(validQuery) query: TimelineQuery,
  ): Promise<Readonly<TimelineAnswer>> {
    return timelineAnswer((await this.views.ofLog(query)).journey(journeyId), query);
  }
}
