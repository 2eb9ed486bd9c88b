import { command } from '../kernel/command';
import { Fact } from '../payload/fact';
import { Between, Optional, Text } from '../payload/fields';
import { Personal } from '../payload/personal';
import { CustomerId } from './customer-id';

/** The journey is found to be one of a customer's. Linked to another customer before, it moves. */
export class LinkJourneyToCustomer extends Fact {
  @CustomerId() customerId!: string;
  /** What says so: a login, a matching address, the customer's word. */
  @Text() @Personal() evidence!: string;
  /** How sure that is, 0..1; 1 where absent. */
  @Optional() @Between(0, 1) confidence?: number;
}

export class JourneyLinked extends LinkJourneyToCustomer {}

export const linkJourneyToCustomer = command(LinkJourneyToCustomer, {
  records: JourneyLinked,
  guards: [],
  decidesStage: 'never',
  saysNothingNew: (journey, { customerId }) => journey.customerId === customerId,
  evolve: (journey, { customerId }) => {
    journey.customerId = customerId;
  },
});
