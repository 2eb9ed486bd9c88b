import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { POLICIES } from '@rapport/projection';
import type { Policies, PolicyDocument } from '@rapport/policy';

@ApiTags('policy')
@Controller('v1/policy')
export class PolicyController {
  constructor(@Inject(POLICIES) private readonly policies: Policies) {}

  @Get()
  @ApiOperation({ summary: 'The policy in force: stages, rules, weights, limits' })
  inForce(): { name: string; version: number; document: PolicyDocument } {
    const { name, version, document } = this.policies.inForce;
    return { name, version, document };
  }
}
