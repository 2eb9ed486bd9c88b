import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AnswerCache, isoInstant, Views } from '@rapport/projection';
import { validQuery } from '@rapport/projection/http';
import type { Question } from './question';
import { ResolutionRateAnswer } from './resolution-rate.answers';
import { resolutionRate } from './resolution-rate.projection';
import { resolutionOf, type Resolution } from './resolution-rate.queries';
import { questionOf, ResolutionRateQuery } from './resolution-rate.query';

const dayMs = 86_400_000;
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : isoInstant(ms));

@ApiTags('Resolution')
@Controller('v1/resolution-rate')
export class ResolutionRateController {
  private readonly answers = new AnswerCache<Resolution>();

  constructor(private readonly views: Views) {}

  @Get()
  @ApiOperation({
    summary: 'Whether and when the cases of a cohort were resolved, as their customers see it',
    description:
      'The cohort is the cases opened in [from, to). opened - void = confirmed + tacit + unresolved + open. ' +
      'Durations allow for cases that are not over at `at`.',
  })
  @ApiOkResponse({ type: ResolutionRateAnswer })
  async resolution(@Query(validQuery) query: ResolutionRateQuery): Promise<Readonly<ResolutionRateAnswer>> {
    const view = await this.views.of(query);
    const { version, resolution } = view.policy;
    const question = questionOf(query, view.at, resolution);
    const model = view.model(resolutionRate);
    const answer = await this.answers.answer(model, question, () => resolutionOf(model, question));
    const parked = await model.parkedCount();
    return { ...view.stated(), parked, ...stated(question), policyVersion: version, ...answer };
  }
}

/** The question as the answer repeats it. */
const stated = ({ from, to, by, windowMs, lastingMs }: Question) => ({
  from: isoOrNull(from),
  to: isoOrNull(to),
  by,
  windowDays: windowMs / dayMs,
  lastingAfterDays: lastingMs / dayMs,
});
