import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { EventStore } from '@rapport/event-store';
import type { Policies } from '@rapport/policy';
import {
  AnswerCache,
  EVENT_STORE,
  isoInstant,
  POLICIES,
  PROJECTION_RUNTIME,
  resolveMoment,
  validQuery,
  type ProjectionRuntime,
} from '@rapport/projection';
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

  constructor(
    @Inject(PROJECTION_RUNTIME) private readonly runtime: ProjectionRuntime,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Whether and when the cases of a cohort were resolved, as their customers see it',
    description:
      'The cohort is the cases opened in [from, to). opened - void = confirmed + tacit + unresolved + open. ' +
      'Durations allow for cases that are not over at `at`.',
  })
  @ApiOkResponse({ type: ResolutionRateAnswer })
  async resolution(@Query(validQuery) query: ResolutionRateQuery): Promise<Readonly<ResolutionRateAnswer>> {
    const { at, position } = await resolveMoment(this.runtime, this.store, query);
    const { version, resolution } = this.policies.inForce;
    const question = questionOf(query, at, resolution);
    return { ...stated(question), position, policyVersion: version, ...(await this.ask(question)) };
  }

  private ask(question: Question): Promise<Resolution> {
    const cases = this.runtime.model(resolutionRate);
    return this.answers.answer(cases, question, () => resolutionOf(cases, question));
  }
}

/** The question as the answer repeats it. */
const stated = ({ at, from, to, by, windowMs, lastingMs }: Question) => ({
  at: isoInstant(at),
  from: isoOrNull(from),
  to: isoOrNull(to),
  by,
  windowDays: windowMs / dayMs,
  lastingAfterDays: lastingMs / dayMs,
});
