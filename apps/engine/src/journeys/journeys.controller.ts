import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { EventStore, RecordedEvent } from '@rapport/event-store';
import { catalogue, isEventType } from '@rapport/journey';
import type { Policies } from '@rapport/policy';
import {
  checkedPosition,
  EVENT_STORE,
  isoInstant,
  JourneyNotFound,
  MomentQuery,
  POLICIES,
  PROJECTION_RUNTIME,
  resolveMoment,
  validJourneyId,
  validQuery,
  type ProjectionRuntime,
} from '@rapport/projection';
import { journeyStream, pagesOf } from './journey-stream';
import { SummaryAnswer, TimelineAnswer, type TimelineEvent } from './journeys.answers';
import { readJourney } from './read-journey';
import { summary } from './summary';
import { timelinePage } from './timeline';
import { TimelineQuery } from './timeline.query';

/** Questions that the log itself answers, so that nothing needs to be waited for. */
@ApiTags('journeys')
@Controller('v1/journeys')
export class JourneysController {
  constructor(
    @Inject(PROJECTION_RUNTIME) private readonly runtime: ProjectionRuntime,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  @Get(':journeyId')
  @ApiOperation({
    summary: 'Where a journey stands: identity, counts, what is open, stage, trust, newest events',
  })
  @ApiOkResponse({ type: SummaryAnswer })
  @ApiNotFoundResponse({ description: '`journey-not-found`' })
  async summary(
    @Param('journeyId', validJourneyId) journeyId: string,
    @Query(validQuery) { waitFor, at }: MomentQuery,
  ): Promise<Readonly<SummaryAnswer>> {
    if (waitFor !== undefined) await checkedPosition(this.store, waitFor);
    const moment = await resolveMoment(this.runtime, this.store, at === undefined ? {} : { at });
    const read = await readJourney(journeyId, this.store, this.policies);
    if (!read.journey.exists) throw new JourneyNotFound(journeyId);
    // The log may be ahead of the read models, whose newest event the moment is taken from.
    return summary(read, this.policies, Math.max(moment.at, read.journey.newestOccurredAt));
  }

  @Get(':journeyId/timeline')
  @ApiOperation({ summary: 'All that happened on a journey, newest first' })
  @ApiOkResponse({ type: TimelineAnswer })
  @ApiNotFoundResponse({ description: '`journey-not-found`' })
  async timeline(
    @Param('journeyId', validJourneyId) journeyId: string,
    @Query(validQuery) { cursor, limit, waitFor }: TimelineQuery,
  ): Promise<Readonly<TimelineAnswer>> {
    if (waitFor !== undefined) await checkedPosition(this.store, waitFor);
    const page = await timelinePage(pagesOf(this.store, journeyStream(journeyId)), limit, cursor);
    if (page.events.length === 0 && cursor === undefined) throw new JourneyNotFound(journeyId);
    return { journeyId, ...page, events: page.events.map(timelineEvent) };
  }
}

function timelineEvent(event: RecordedEvent): Readonly<TimelineEvent> {
  const { id, type, occurredAt, recordedAt, revision, policyVersion, data, metadata } = event;
  return {
    ...{ id, type, kind: isEventType(type) ? catalogue.events[type].kind : 'fact' },
    ...{ occurredAt: isoInstant(occurredAt), recordedAt: isoInstant(recordedAt), revision, policyVersion },
    ...(metadata.commandId === undefined ? {} : { commandId: metadata.commandId }),
    data,
  };
}
