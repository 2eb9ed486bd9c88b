import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { trustEvidence, type TrustContribution } from '@rapport/journey';
import { AnswerCache, isoInstant, Views, type SubjectView } from '@rapport/projection';
import {
  MomentQuery,
  UnitQuery,
  validCustomerId,
  validJourneyId,
  validQuery,
} from '@rapport/projection/http';
import { TrustAnswer, TrustLevelsAnswer, type EvidenceAnswer } from './trust-level.answers';
import { trustLevel } from './trust-level.projection';
import { levelsOf, trustAt, type Levels } from './trust-level.queries';

@ApiTags('Trust')
@Controller('v1')
export class TrustLevelController {
  private readonly populations = new AnswerCache<Levels>();

  constructor(private readonly views: Views) {}

  @Get('journeys/:journeyId/trust')
  @ApiOperation({ summary: 'How far a customer has reason to trust us, and the evidence behind it' })
  @ApiOkResponse({ type: TrustAnswer })
  @ApiNotFoundResponse({ description: '`journey-not-found`' })
  async trust(
    @Param('journeyId', validJourneyId) journeyId: string,
    @Query(validQuery) query: MomentQuery,
  ): Promise<Readonly<TrustAnswer>> {
    return answer(await this.views.journey(journeyId, query));
  }

  @Get('customers/:customerId/trust')
  @ApiOperation({ summary: 'How far a customer has reason to trust us, over all linked journeys' })
  @ApiOkResponse({ type: TrustAnswer })
  @ApiNotFoundResponse({ description: '`customer-not-found`' })
  async trustOfCustomer(
    @Param('customerId', validCustomerId) customerId: string,
    @Query(validQuery) query: MomentQuery,
  ): Promise<Readonly<TrustAnswer>> {
    return answer(await this.views.customer(customerId, query));
  }

  @Get('trust')
  @ApiOperation({ summary: 'How many journeys or customers are on each level of trust' })
  @ApiOkResponse({ type: TrustLevelsAnswer })
  async levels(@Query(validQuery) query: UnitQuery): Promise<Readonly<TrustLevelsAnswer>> {
    const { unit = 'journeys' } = query;
    const view = await this.views.of(query);
    const { at, policy } = view;
    const model = view.model(trustLevel);
    const parameters = { at, policy: policy.version, unit };
    const { count, levels } = await this.populations.answer(model, parameters, () =>
      levelsOf(model, policy, at, unit),
    );
    const parked = await model.parkedCount();
    return { ...view.stated(), parked, policyVersion: policy.version, [unit]: count, levels };
  }
}

async function answer(subject: SubjectView): Promise<Readonly<TrustAnswer>> {
  const { at, policy, policies } = subject.view;
  const { rows, parked } = await subject.rows(trustLevel);
  const [stored] = rows;
  if (stored === undefined) throw subject.notFound(parked);
  return {
    ...subject.stated(),
    parked,
    ...trustAt(stored.row, policy, at),
    policyVersion: policy.version,
    evidence: trustEvidence(await subject.events(parked), policies, at).map(evidenceAnswer),
  };
}

const evidenceAnswer = ({ occurredAt, part, ...rest }: TrustContribution): Readonly<EvidenceAnswer> => ({
  ...rest,
  occurredAt: isoInstant(occurredAt),
  part: part ?? null,
});
