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
} from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { parseInstant, parseKnownAt } from '@rapport/projection';
import { validQuery } from '@rapport/projection/http';
import { Readable } from 'node:stream';
import { defaultReplaySeconds } from '../http/limits';
import type { Platform } from '../platform/platform';
import { PLATFORM } from '../platform/tokens';
import { validBody } from '../problems/validation';
import { diffLines } from './diff-lines';
import { replayAnswer, ReplayAnswer, ReplaysAnswer } from './replay.answers';
import { DiffQuery, ReplayRequestBody } from './replay.dto';

@ApiTags('replays')
@Controller('v1/replays')
export class ReplaysController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Build a copy of read models as they were, or were known, at another time',
    description: 'By the folds of today. Every question takes `replay=<name>` once it is ready.',
  })
  @ApiResponse({ status: 202, type: ReplayAnswer, description: 'Begun; its name leads to its progress' })
  @ApiResponse({ status: 409, description: '`replay-exists`' })
  async create(
    @Body(validBody)
    { name, asOf, knownAt, projections, expiresIn = defaultReplaySeconds }: ReplayRequestBody,
  ): Promise<Readonly<ReplayAnswer>> {
    const status = await this.platform.replays.create({
      ...(name !== undefined && { name }),
      ...(asOf !== undefined && { asOf: parseInstant('asOf', asOf) }),
      ...(knownAt !== undefined && { knownAt: parseKnownAt(knownAt) }),
      ...(projections !== undefined && { projections }),
      expiresInMs: expiresIn * 1_000,
    });
    return replayAnswer(status);
  }

  @Get()
  @ApiOperation({ summary: 'The replays, and how far they are' })
  @ApiOkResponse({ type: ReplaysAnswer })
  async list(): Promise<Readonly<ReplaysAnswer>> {
    return { replays: (await this.platform.replays.list()).map(replayAnswer) };
  }

  @Get(':name')
  @ApiOperation({ summary: 'A replay, and how far it is' })
  @ApiOkResponse({ type: ReplayAnswer })
  @ApiResponse({ status: 404, description: '`replay-not-found`' })
  async find(@Param('name') name: string): Promise<Readonly<ReplayAnswer>> {
    return replayAnswer(await this.platform.replays.find(name));
  }

  @Delete(':name')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a replay' })
  @ApiResponse({ status: 204, description: 'It is gone' })
  @ApiResponse({ status: 404, description: '`replay-not-found`' })
  remove(@Param('name') name: string): Promise<void> {
    return this.platform.replays.remove(name);
  }

  @Get(':name/diff')
  @ApiOperation({
    summary: 'What differs between a replay and another one, or what is in force',
    description:
      'One JSON object a line. `subject`: a journey or customer whose rows differ, with the rows on either side; ' +
      '`group`: how many cells of a group of a roll-up are on one side only; `total`, last of each projection.',
  })
  @ApiProduces('application/x-ndjson')
  @ApiOkResponse({ description: 'One difference a line' })
  async diff(@Param('name') name: string, @Query(validQuery) query: DiffQuery): Promise<StreamableFile> {
    const lines = await diffLines(this.platform, name, query);
    return new StreamableFile(Readable.from(lines), { type: 'application/x-ndjson' });
  }
}
