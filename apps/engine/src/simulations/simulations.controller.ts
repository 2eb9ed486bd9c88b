import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  StreamableFile,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { parseInstant } from '@rapport/projection';
import { validQuery } from '@rapport/projection/http';
import { exported } from '@rapport/simulation';
import { Readable } from 'node:stream';
import { storesOf } from '../config/config';
import { describeError } from '../logging/describe-error';
import type { Platform } from '../platform/platform';
import { PLATFORM } from '../platform/tokens';
import { validBody } from '../problems/validation';
import { candidateOf } from './candidate';
import type { SimulationAnswer } from './simulation-job';
import { SimulationsAnswer, SimulationSchema } from './simulation.answers';
import { ChangesQuery, SimulationRequest } from './simulation.dto';
import { Simulations } from './simulations';

const mediaTypes = { ndjson: 'application/x-ndjson', csv: 'text/csv; charset=utf-8' } as const;

@ApiTags('simulations')
@Controller('v1/simulations')
export class SimulationsController implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly simulations: Simulations;

  constructor(@Inject(PLATFORM) private readonly platform: Platform) {
    const { store: log, policies, config, logger } = platform;
    const { eventStore } = storesOf(config);
    this.simulations = new Simulations({
      ...{ log, policies: policies.registry, eventStore, dataFolder: config.dataFolder },
      onError: (error) => logger.error(describeError(error), 'a simulation failed'),
    });
  }

  onApplicationBootstrap(): Promise<void> {
    return this.simulations.clean();
  }

  onModuleDestroy(): Promise<void> {
    return this.simulations.stop();
  }

  @Post()
  @HttpCode(202)
  @ApiOperation({ summary: 'Decide everything again under another policy. Nothing is written to the log' })
  @ApiResponse({
    status: 202,
    type: SimulationSchema,
    description: 'Begun; `id` leads to its progress and its answer',
  })
  @ApiResponse({ status: 400, description: '`invalid-policy`: `errors` say what is wrong, and where' })
  @ApiResponse({ status: 409, description: '`simulation-running`: another one is' })
  begin(@Body(validBody) { policy, from }: SimulationRequest): Promise<SimulationAnswer> {
    const { version } = this.platform.policies.registry.inForce;
    const candidate = candidateOf(policy, version + 1);
    return this.simulations.begin(candidate, from === undefined ? null : parseInstant('from', from));
  }

  @Get()
  @ApiOperation({ summary: 'The simulations that are remembered, and how far they are' })
  @ApiOkResponse({ type: SimulationsAnswer })
  list(): Readonly<SimulationsAnswer> {
    return { simulations: this.simulations.list() };
  }

  @Get(':id')
  @ApiOperation({ summary: 'How far a simulation is; once it is done, what would have been decided' })
  @ApiOkResponse({ type: SimulationSchema })
  @ApiResponse({ status: 404, description: '`simulation-not-found`' })
  find(@Param('id') id: string): SimulationAnswer {
    return this.simulations.find(id);
  }

  @Get(':id/changes')
  @ApiOperation({ summary: 'The journeys that change, with the reasons on each side' })
  @ApiProduces('application/x-ndjson', 'text/csv')
  @ApiResponse({ status: 404, description: '`simulation-not-found`' })
  @ApiResponse({ status: 409, description: '`simulation-not-done`' })
  changes(@Param('id') id: string, @Query(validQuery) { format = 'ndjson' }: ChangesQuery): StreamableFile {
    const file = this.simulations.changesOf(id);
    return new StreamableFile(Readable.from(exported(file, format)), { type: mediaTypes[format] });
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'End and forget a simulation' })
  @ApiResponse({ status: 404, description: '`simulation-not-found`' })
  async remove(@Param('id') id: string): Promise<void> {
    await this.simulations.remove(id);
  }
}
