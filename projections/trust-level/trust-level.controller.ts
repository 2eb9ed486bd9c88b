import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { EventStore } from '@rapport/event-store';
import { trustEvidence, type TrustContribution } from '@rapport/journey';
import type { Policies } from '@rapport/policy';
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
  type ProjectionRuntime,
} from '@rapport/projection';
import { TrustAnswer, TrustLevelsAnswer, type EvidenceAnswer } from './trust-level.answers';
import { trustLevel } from './trust-level.projection';
import { levelsOf, trustOf, type Levels } from './trust-level.queries';

@ApiTags('Trust')
@Controller('v1')
export class TrustLevelController {
  private readonly populations = new AnswerCache<Levels>();

  constructor(
    @Inject(PROJECTION_RUNTIME) private readonly runtime: ProjectionRuntime,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  @Get('journeys/:journeyId/trust')
  @ApiOperation({ summary: 'How far a customer has reason to trust us, and the evidence behind it' })
  @ApiOkResponse({ type: TrustAnswer })
  @ApiNotFoundResponse({ description: '`journey-not-found`' })
  async trust(
    @Param('journeyId', validJourneyId) journeyId: string,
    @Query(validQuery) query: MomentQuery,
  ): Promise<Readonly<TrustAnswer>> {
    const { at, position } = await resolveMoment(this.runtime, this.store, query);
    const policy = this.policies.inForce;
    const trust = await trustOf(this.runtime.model(trustLevel), journeyId, policy, at);
    if (trust === undefined) throw new JourneyNotFound(journeyId);
    const events = await journeyHistory(this.store, journeyId, position);
    const evidence = trustEvidence(events, this.policies, at).map(evidenceAnswer);
    return { journeyId, at: isoInstant(at), position, ...trust, policyVersion: policy.version, evidence };
  }

  @Get('trust')
  @ApiOperation({ summary: 'How many journeys are on each level of trust' })
  @ApiOkResponse({ type: TrustLevelsAnswer })
  async levels(@Query(validQuery) query: MomentQuery): Promise<Readonly<TrustLevelsAnswer>> {
    const { at, position } = await resolveMoment(this.runtime, this.store, query);
    const model = this.runtime.model(trustLevel);
    const policy = this.policies.inForce;
    const parameters = { at, policy: policy.version };
    const levels = await this.populations.answer(model, parameters, () => levelsOf(model, policy, at));
    return { at: isoInstant(at), position, policyVersion: policy.version, ...levels };
  }
}

const evidenceAnswer = ({ occurredAt, part, ...rest }: TrustContribution): Readonly<EvidenceAnswer> => ({
  ...rest,
  occurredAt: isoInstant(occurredAt),
  part: part ?? null,
});
