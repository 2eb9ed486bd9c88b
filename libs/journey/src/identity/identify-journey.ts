import { command } from '../kernel/command';
import { Fact } from '../payload/fact';
import { OneOf } from '../payload/fields';
import { Identity } from '../payload/identity';
import { Nested } from '../payload/nested';
import { PARTIES } from '../payload/party';
import type { Party } from '../payload/party';
import { identityIsFixed, takeIdentity } from './identity-is-fixed';

/** An anonymous customer becomes known. */
export class IdentifyJourney extends Fact {
  @Nested(() => Identity) identity!: Identity;
  /** Who told us. */
  @OneOf(PARTIES) by!: Party;
}

export class JourneyIdentified extends IdentifyJourney {}

export const identifyJourney = command(IdentifyJourney, {
  records: JourneyIdentified,
  guards: [identityIsFixed],
  saysNothingNew: (journey) => journey.identity !== undefined,
  evolve: (journey, { identity }) => takeIdentity(journey, identity),
});
