import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AnswerCache, Views, type SubjectView } from '@rapport/projection';
import { MomentQuery, validCustomerId, validJourneyId, validQuery } from '@rapport/projection/http';
import { TemplateNameAnswer, TemplateNameOfOneAnswer } from './template-name.answers';
import { templateName } from './template-name.projection';
import { templateNameOf, type TemplateName } from './template-name.queries';

@ApiTags('Template name')
@Controller('v1')
export class TemplateNameController {
  private readonly answers = new AnswerCache<TemplateName>();

  constructor(private readonly views: Views) {}

  @Get('journeys/:journeyId/template-name')
  @ApiOperation({ summary: 'How many interactions a journey has' })
  @ApiOkResponse({ type: TemplateNameOfOneAnswer })
  @ApiNotFoundResponse({ description: '`journey-not-found`' })
  async ofJourney(
    @Param('journeyId', validJourneyId) journeyId: string,
    @Query(validQuery) query: MomentQuery,
  ): Promise<Readonly<TemplateNameOfOneAnswer>> {
    return answer(await this.views.journey(journeyId, query));
  }

  @Get('customers/:customerId/template-name')
  @ApiOperation({ summary: 'How many interactions a customer has, over all linked journeys' })
  @ApiOkResponse({ type: TemplateNameOfOneAnswer })
  @ApiNotFoundResponse({ description: '`customer-not-found`' })
  async ofCustomer(
    @Param('customerId', validCustomerId) customerId: string,
    @Query(validQuery) query: MomentQuery,
  ): Promise<Readonly<TemplateNameOfOneAnswer>> {
    return answer(await this.views.customer(customerId, query));
  }

  @Get('template-name')
  @ApiOperation({ summary: 'How many interactions all journeys have' })
  @ApiOkResponse({ type: TemplateNameAnswer })
  async ofAll(@Query(validQuery) query: MomentQuery): Promise<Readonly<TemplateNameAnswer>> {
    const view = await this.views.of(query);
    const model = view.model(templateName);
    const answer = await this.answers.answer(model, {}, () => templateNameOf(model));
    return { ...view.stated(), parked: await model.parkedCount(), ...answer };
  }
}

async function answer(subject: SubjectView): Promise<Readonly<TemplateNameOfOneAnswer>> {
  const { rows, parked } = await subject.rows(templateName);
  const [stored] = rows;
  if (stored === undefined) throw subject.notFound(parked);
  return { ...subject.stated(), parked, ...stored.row };
}
