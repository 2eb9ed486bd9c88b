import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Views } from '@rapport/projection';
import { MomentQuery, validCustomerId, validQuery } from '@rapport/projection/http';
import { TimelineAnswer } from '../journeys/journeys.answers';
import { timelineAnswer } from '../journeys/timeline-answer';
import { TimelineQuery } from '../journeys/timeline.query';
import { customerAnswer } from './customer-answer';
import { CustomerAnswer } from './customers.answers';

/** A customer is the set of journeys that are linked as one; `journey:<journeyId>` is one of a single unlinked journey. */
@ApiTags('customers')
@Controller('v1/customers')
export class CustomersController {
  constructor(private readonly views: Views) {}

  @Get(':customerId')
  @ApiOperation({ summary: 'The journeys of a customer, and how each was linked' })
  @ApiOkResponse({ type: CustomerAnswer })
  @ApiNotFoundResponse({ description: '`customer-not-found`' })
  async customer(
    @Param('customerId', validCustomerId) customerId: string,
    @Query(validQuery) query: MomentQuery,
  ): Promise<Readonly<CustomerAnswer>> {
    return customerAnswer(await this.views.customer(customerId, query));
  }

  @Get(':customerId/timeline')
  @ApiOperation({ summary: 'All that happened on the journeys of a customer, newest first' })
  @ApiOkResponse({ type: TimelineAnswer })
  @ApiNotFoundResponse({ description: '`customer-not-found`' })
  async timeline(
    @Param('customerId', validCustomerId) customerId: string,
    @Query(validQuery) query: TimelineQuery,
  ): Promise<Readonly<TimelineAnswer>> {
    return timelineAnswer(await this.views.customer(customerId, query), query);
  }
}
