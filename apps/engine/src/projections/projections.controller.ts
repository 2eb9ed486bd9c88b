import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { ProjectionStatus } from '@rapport/projection';
import { projections } from '@rapport/projections';
import { describeError } from '../logging/describe-error';
import type { Platform } from '../platform/platform';
import { PLATFORM } from '../platform/tokens';
import { problem } from '../problems/problem';
import { validBody } from '../problems/validation';
import { RebuildRequest } from './rebuild.dto';
import { Rebuilds, type RebuildJob } from './rebuilds';

@ApiTags('projections')
@Controller('v1')
export class ProjectionsController {
  private readonly rebuilds: Rebuilds;

  constructor(@Inject(PLATFORM) private readonly platform: Platform) {
    this.rebuilds = new Rebuilds(platform.runtime, (error) =>
      platform.logger.error(describeError(error), 'a rebuild failed'),
    );
  }

  @Get('projections')
  @ApiOperation({ summary: 'The read models: version, state, how far behind the log' })
  async list(): Promise<{ projections: readonly ProjectionStatus[] }> {
    return { projections: await this.platform.runtime.status() };
  }

  @Post('rebuilds')
  @HttpCode(202)
  @ApiOperation({ summary: 'Build read models anew beside the ones in force, then swap them' })
  @ApiResponse({ status: 202, description: 'Begun; `id` leads to its progress' })
  @ApiResponse({ status: 409, description: 'Another rebuild is running' })
  begin(@Body(validBody) { projections: asked }: RebuildRequest): RebuildJob {
    const known = projections.map(({ name }) => name);
    const unknown = asked?.find((name) => !known.includes(name));
    if (unknown !== undefined) {
      throw problem(
        'unknown-projection',
        `There is no projection "${unknown}". There are: ${known.join(', ')}.`,
        { known },
      );
    }
    return this.rebuilds.begin(asked ?? known);
  }

  @Get('rebuilds/:id')
  @ApiOperation({ summary: 'How far a rebuild is' })
  @ApiResponse({ status: 404, description: 'Not asked for since the engine started' })
  find(@Param('id') id: string): RebuildJob {
    return this.rebuilds.find(id);
  }
}
