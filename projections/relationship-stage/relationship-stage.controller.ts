import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { EventStore } from '@rapport/event-store';
import { MeasuresFold } from '@rapport/journey';
import type { NextStage, Policies } from '@rapport/policy';
import {
  AnswerCache,
  EVENT_STORE,
  isoInstant,
  journeyHistory,
  JourneyNotFound,
  MomentQuery,
  POLICIES,
  PROJECTION_RUNTIME,
  resolveMoment,
  validJourneyId,
  validQuery,
  type Moment,
  type ProjectionRuntime,
} from '@rapport/projection';
import {
  StageAnswer,
  StagesAnswer,
  type NextStageAnswer,
  type StepAnswer,
} from './relationship-stage.answers';
import type { Step } from './relationship-stage.fold';
import { relationshipStage } from './relationship-stage.projection';
import { nextOf, populationOf, stageOf, standingOf, type Population } from './relationship-stage.queries';

@ApiTags('Relationship stage')
@Controller('v1')
export class RelationshipStageController {
  private readonly populations = new AnswerCache<Population>();

  constructor(
    @Inject(PROJECTION_RUNTIME) private readonly runtime: ProjectionRuntime,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  @Get('journeys/:journeyId/stage')
  @ApiOperation({ summary: 'The stage of a journey, why it is there, and what is missing for the next one' })
  @ApiOkResponse({ type: StageAnswer })
  @ApiNotFoundResponse({ description: '`journey-not-found`' })
  async stage(
    @Param('journeyId', validJourneyId) journeyId: string,
    @Query(validQuery) query: MomentQuery,
  ): Promise<Readonly<StageAnswer>> {
    const moment = await resolveMoment(this.runtime, this.store, query);
    const row = await stageOf(this.runtime.model(relationshipStage), journeyId);
    if (row === undefined) throw new JourneyNotFound(journeyId);
    const policy = this.policies.inForce;
    const { stage, since } = standingOf(row, policy);
    const next = nextOf(row, policy, await this.measures(journeyId, moment));
    return {
      ...{ journeyId, at: isoInstant(moment.at), position: moment.position },
      ...{
        stage,
        since: isoInstant(since),
        guidance: policy.stages.guidance(stage) ?? null,
        policyVersion: policy.version,
      },
      path: row.path.map(stepAnswer),
      next: next.map(nextAnswer),
    };
  }

  @Get('stages')
  @ApiOperation({ summary: 'How many journeys are in each stage, and how they moved between them' })
  @ApiOkResponse({ type: StagesAnswer })
  async stages(@Query(validQuery) query: MomentQuery): Promise<Readonly<StagesAnswer>> {
    const { at, position } = await resolveMoment(this.runtime, this.store, query);
    const model = this.runtime.model(relationshipStage);
    const policy = this.policies.inForce;
    const parameters = { policy: policy.version };
    const population = await this.populations.answer(model, parameters, () => populationOf(model, policy));
    return { at: isoInstant(at), position, policyVersion: policy.version, ...population };
  }

  /**
   * What the journey measures at the moment, folded from the log: one short stream a question, where a row that kept the
   * measures would be written anew with every event.
   */
  private async measures(journeyId: string, { at, position }: Moment) {
    const events = await journeyHistory(this.store, journeyId, position);
    const state = MeasuresFold.over(events, this.policies);
    return MeasuresFold.measuresAt(state, this.policies.inForce, at);
  }
}

const stepAnswer = ({ eventId, at, ...step }: Step): Readonly<StepAnswer> => ({
  ...step,
  at: isoInstant(at),
  events: [step.driver.eventId, eventId],
});

const nextAnswer = ({ notBefore, ...next }: NextStage): Readonly<NextStageAnswer> => ({
  ...next,
  notBefore: isoInstant(notBefore),
});
