import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { isoInstant, type ProjectionStatus, type Retried } from '@rapport/projection';
import { validQuery } from '@rapport/projection/http';
import { projections } from '@rapport/projections';
import { describeError } from '../logging/describe-error';
import type { Platform } from '../platform/platform';
import { PLATFORM } from '../platform/tokens';
import { problem } from '../problems/problem';
import { validBody } from '../problems/validation';
import { ParkedQuery, RetryRequest } from './parked.dto';
import {
  ParkedPage,
  ProjectionsAnswer,
  RebuildAnswer,
  RetryAnswer,
  type ParkedSubject,
} from './projections.answers';
import { RebuildRequest } from './rebuild.dto';
import { SharedRebuilds } from './shared-rebuilds';
import { isMadeElsewhere, toldElsewhere } from './told-elsewhere';
import { validVersion } from './version';
import type { RebuildJob } from './rebuild-job';
import { Rebuilds } from './rebuilds';

/** Parked subjects that the list of projections names itself. */
const listedParked = 10;
const defaultParkedPage = 100;

interface ListedProjection extends ProjectionStatus {
  /** The first of those that are parked. */
  readonly parkedSubjects?: readonly Readonly<ParkedSubject>[];
}

@ApiTags('projections')
@Controller('v1')
export class ProjectionsController {
  private readonly rebuilds: Rebuilds;

  constructor(@Inject(PLATFORM) private readonly platform: Platform) {
    const { runtime, readStore, logger } = platform;
    this.rebuilds = new Rebuilds(
      runtime,
      (error) => logger.error(describeError(error), 'a rebuild failed'),
      readStore.shared && new SharedRebuilds(readStore.shared),
    );
  }

  @Get('projections')
  @ApiOperation({
    summary: 'The read models: version, state, how far behind the log, who is parked, what is kept',
  })
  @ApiOkResponse({ type: ProjectionsAnswer })
  async list(): Promise<{ projections: readonly ListedProjection[] }> {
    const { runtime } = this.platform;
    const statuses = await runtime.status();
    const elsewhere = statuses.filter(isMadeElsewhere).map(({ name }) => name);
    const rebuild = elsewhere.length === 0 ? undefined : await this.rebuilds.elsewhere(elsewhere);
    const listed = async (status: ProjectionStatus): Promise<ListedProjection> =>
      status.parked === 0
        ? status
        : { ...status, parkedSubjects: await this.parkedOf(status.name, { limit: listedParked }) };
    return { projections: await Promise.all(statuses.map((one) => listed(toldElsewhere(one, rebuild)))) };
  }

  @Get('projections/:name/parked')
  @ApiOperation({ summary: 'Subjects that an event parked: the event and why the fold could not digest it' })
  @ApiOkResponse({ type: ParkedPage })
  @ApiResponse({ status: 404, description: '`unknown-projection`' })
  async parked(
    @Param('name') name: string,
    @Query(validQuery) { limit = defaultParkedPage, after }: ParkedQuery,
  ): Promise<{ parked: readonly Readonly<ParkedSubject>[]; next: string | null }> {
    const page = { limit, ...(after !== undefined && { after }) };
    const parked = await this.parkedOf(name, page);
    return { parked, next: parked.length < limit ? null : (parked.at(-1)?.subject ?? null) };
  }

  @Post('projections/:name/parked/retry')
  @HttpCode(200)
  @ApiOperation({ summary: 'Fold parked subjects again: all of them, or one' })
  @ApiOkResponse({ type: RetryAnswer })
  @ApiResponse({ status: 404, description: '`unknown-projection`, `not-parked`' })
  @ApiResponse({ status: 409, description: '`projected-elsewhere`, `version-superseded`' })
  async retry(@Param('name') name: string, @Body(validBody) { subject }: RetryRequest): Promise<Retried> {
    const retried = await this.platform.runtime.retryParked(name, subject);
    if (subject === undefined || retried.retried > 0) return retried;
    throw problem(
      'not-parked',
      `${name} has not parked "${subject}". GET /v1/projections/${name}/parked lists who is.`,
    );
  }

  @Delete('projections/:name/versions/:version')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Forget what is kept of a version that is not in force: going back builds it anew',
  })
  @ApiResponse({ status: 404, description: '`unknown-projection`, `unknown-version`' })
  @ApiResponse({ status: 409, description: '`version-in-force`' })
  async removeVersion(
    @Param('name') name: string,
    @Param('version', validVersion) version: number,
  ): Promise<void> {
    await this.platform.runtime.removeVersion(name, version);
  }

  @Post('rebuilds')
  @HttpCode(202)
  @ApiOperation({ summary: 'Build read models anew beside the ones in force, then swap them' })
  @ApiResponse({
    status: 202,
    type: RebuildAnswer,
    description: 'Begun, a kill does not end it; `id` leads to its progress',
  })
  @ApiResponse({ status: 404, description: '`unknown-projection`' })
  @ApiResponse({
    status: 409,
    description: '`rebuild-running`: another one is; `projected-elsewhere`, `version-superseded`',
  })
  begin(@Body(validBody) { projections: asked }: RebuildRequest): Promise<RebuildJob> {
    const known = projections.map(({ name }) => name);
    const unknown = asked?.find((name) => !known.includes(name));
    if (unknown !== undefined) {
      throw problem(
        'unknown-projection',
        `There is no projection "${unknown}". There are: ${known.join(', ')}.`,
        { known },
      );
    }
    return this.rebuilds.begin(asked === undefined ? known : [...new Set(asked)]);
  }

  private async parkedOf(
    name: string,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<readonly Readonly<ParkedSubject>[]> {
    const parked = await this.platform.runtime.parked(name, page);
    return parked.map((one) => ({ ...one, occurredAt: isoInstant(one.occurredAt) }));
  }

  @Get('rebuilds/:id')
  @ApiOperation({ summary: 'How far a rebuild is, whichever of several engines was asked for it' })
  @ApiOkResponse({ type: RebuildAnswer })
  @ApiResponse({
    status: 404,
    description: '`rebuild-not-found`: not asked for since the engine started; of several, any',
  })
  find(@Param('id') id: string): Promise<RebuildJob> {
    return this.rebuilds.find(id);
  }
}
