import { command } from '../kernel/command';
import { guard } from '../kernel/guard';
import { Fact } from '../payload/fact';
import { Optional, Text } from '../payload/fields';
import { Personal } from '../payload/personal';
import { CustomerId } from './customer-id';

/** The journey turns out not to be one of the customer's. */
export class UnlinkJourneyFromCustomer extends Fact {
  @CustomerId() customerId!: string;
  @Optional() @Text() @Personal() reason?: string;
}

export class JourneyUnlinked extends UnlinkJourneyFromCustomer {}

export const journeyBelongsToCustomer = guard<{ readonly customerId: string }>({
  code: 'customer.not-linked',
  rule: 'A journey is unlinked from the customer that it is linked to, and from no other.',
  holds: (journey, { customerId }) => journey.customerId === customerId,
  otherwise: ({ customerId }, { customerId: linked }) =>
    linked === undefined
      ? `The journey is linked to no customer at that time, so not to ${customerId}.`
      : `The journey is linked to customer ${linked} at that time, not to ${customerId}.`,
  accepts: (_event, { customerId: linked }) =>
    linked === undefined ? ['link-journey-to-customer'] : [`customerId: ${linked}`],
});

export const unlinkJourneyFromCustomer = command(UnlinkJourneyFromCustomer, {
  records: JourneyUnlinked,
  guards: [journeyBelongsToCustomer],
  decidesStage: 'never',
  evolve: (journey) => {
    journey.customerId = undefined;
  },
});
