import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Platform } from '../platform/platform';
import { PLATFORM } from '../platform/tokens';
import { Readiness } from './readiness';

@ApiTags('health')
@Controller('health')
export class HealthController {
  private readonly readiness: Readiness;

  constructor(@Inject(PLATFORM) platform: Platform) {
    this.readiness = new Readiness(platform);
  }

  @Get('live')
  @ApiOperation({ summary: 'Whether the process answers at all' })
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'Whether commands are taken and read models are up to date' })
  @ApiResponse({ status: 200, description: 'Ready' })
  @ApiResponse({ status: 503, description: 'Not ready; `reasons` says why' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const reasons = await this.readiness.notReadyBecause();
    if (reasons.length === 0) return { status: 'ready' };
    reply.code(503);
    return { status: 'not-ready', reasons };
  }
}
