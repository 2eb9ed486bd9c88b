import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AnswerCache, Views } from '@rapport/projection';
import {
  MomentQuery,
  UnitQuery,
  validCustomerId,
  validJourneyId,
  validQuery,
} from '@rapport/projection/http';
import { StageAnswer, StagesAnswer } from './relationship-stage.answers';
import { relationshipStage } from './relationship-stage.projection';
import { populationOf, type Population } from './population';
import { stageAnswer } from './stage-answer';

@ApiTags('Relationship stage')
@Controller('v1')
export class RelationshipStageController {
  private readonly populations = new AnswerCache<Population>();

  constructor(private readonly views: Views) {}

  @Get('journeys/:journeyId/stage')
  @ApiOperation({ summary: 'The stage of a journey, why it is there, and what is missing for the next one' })
  @ApiOkResponse({ type: StageAnswer })
  @ApiNotFoundResponse({ description: '`journey-not-found`' })
  async stage(
    @Param('journeyId', validJourneyId) journeyId: string,
    @Query(validQuery) query: MomentQuery,
  ): Promise<Readonly<StageAnswer>> {
    return stageAnswer(await this.views.journey(journeyId, query));
  }

  @Get('customers/:customerId/stage')
  @ApiOperation({
    summary: 'The stage of a customer',
    description:
      'The stage of several linked journeys is decided again over all that happened on them; `decided` says ' +
      'where that differs from what was decided on each of them.',
  })
  @ApiOkResponse({ type: StageAnswer })
  @ApiNotFoundResponse({ description: '`customer-not-found`' })
  async stageOfCustomer(
    @Param('customerId', validCustomerId) customerId: string,
    @Query(validQuery) query: MomentQuery,
  ): Promise<Readonly<StageAnswer>> {
    return stageAnswer(await this.views.customer(customerId, query));
  }

  @Get('stages')
  @ApiOperation({
    summary: 'How many journeys or customers are in each stage, and how they moved between them',
  })
  @ApiOkResponse({ type: StagesAnswer })
  async stages(@Query(validQuery) query: UnitQuery): Promise<Readonly<StagesAnswer>> {
    const { unit = 'journeys' } = query;
    const view = await this.views.of(query);
    const { policy } = view;
    const model = view.model(relationshipStage);
    const parameters = { policy: policy.version, unit };
    const { count, ...population } = await this.populations.answer(model, parameters, () =>
      populationOf(model, policy, unit),
    );
    const parked = await model.parkedCount();
    return { ...view.stated(), parked, policyVersion: policy.version, [unit]: count, ...population };
  }
}
