import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Registry } from 'prom-client';
import type { Platform } from '../platform/platform';
import { PLATFORM } from '../platform/tokens';

@ApiTags('health')
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Get()
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  @ApiOperation({ summary: 'Counters and durations, for Prometheus' })
  @ApiProduces('text/plain')
  read(): Promise<string> {
    return this.platform.metrics.registry.metrics();
  }
}
