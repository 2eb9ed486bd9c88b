import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AnswerCache, Views, type SubjectView } from '@rapport/projection';
import { MomentQuery, validCustomerId, validJourneyId, validQuery } from '@rapport/projection/http';
import { PromiseKeepingAnswer, PromiseKeepingQuery, PromisesAnswer } from './promise-keeping.answers';
import { promiseKeeping } from './promise-keeping.projection';
import { promiseKeepingOf, type KindInMonth } from './promise-keeping.queries';

@ApiTags('Promise keeping')
@Controller('v1')
export class PromiseKeepingController {
  private readonly answers = new AnswerCache<readonly KindInMonth[]>();

  constructor(private readonly views: Views) {}

  @Get('journeys/:journeyId/promise-keeping')
  @ApiOperation({ summary: 'What became of the promises that we made on a journey' })
  @ApiOkResponse({ type: PromisesAnswer })
  @ApiNotFoundResponse({ description: '`journey-not-found`' })
  async ofJourney(
    @Param('journeyId', validJourneyId) journeyId: string,
    @Query(validQuery) query: MomentQuery,
  ): Promise<Readonly<PromisesAnswer>> {
    return answer(await this.views.journey(journeyId, query));
  }

  @Get('customers/:customerId/promise-keeping')
  @ApiOperation({
    summary: 'What became of the promises that we made to a customer, over all linked journeys',
  })
  @ApiOkResponse({ type: PromisesAnswer })
  @ApiNotFoundResponse({ description: '`customer-not-found`' })
  async ofCustomer(
    @Param('customerId', validCustomerId) customerId: string,
    @Query(validQuery) query: MomentQuery,
  ): Promise<Readonly<PromisesAnswer>> {
    return answer(await this.views.customer(customerId, query));
  }

  @Get('promise-keeping')
  @ApiOperation({ summary: 'How well we keep our promises, by kind and by the month they were made in' })
  @ApiOkResponse({ type: PromiseKeepingAnswer })
  async ofAll(@Query(validQuery) query: PromiseKeepingQuery): Promise<Readonly<PromiseKeepingAnswer>> {
    const { kind } = query;
    const view = await this.views.of(query);
    const model = view.model(promiseKeeping);
    const promises = await this.answers.answer(model, { kind }, () => promiseKeepingOf(model, kind));
    return { ...view.stated(), parked: await model.parkedCount(), promises };
  }
}

async function answer(subject: SubjectView): Promise<Readonly<PromisesAnswer>> {
  const { rows, parked } = await subject.rows(promiseKeeping);
  const [stored] = rows;
  if (stored === undefined) throw subject.notFound(parked);
  return { ...subject.stated(), parked, ...stored.row };
}
