import { firstCommand } from '../kernel/command';
import { Fact } from '../payload/fact';
import { Label, Optional } from '../payload/fields';
import { Identity } from '../payload/identity';
import { Nested } from '../payload/nested';
import { identityIsFixed, takeIdentity } from './identity-is-fixed';

/** A thread of history with a customer begins, anonymous or identified. A begin that turns out to lie earlier moves it. */
export class BeginJourney extends Fact {
  @Optional() @Nested(() => Identity) identity?: Identity;
  @Optional() @Label() channel?: string;
  @Optional() @Label() touchpoint?: string;
}

export class JourneyBegun extends BeginJourney {}

export const beginJourney = firstCommand(BeginJourney, {
  records: JourneyBegun,
  guards: [identityIsFixed],
  saysNothingNew: (journey, { identity }) =>
    journey.begunAt !== undefined && (identity === undefined || journey.identity !== undefined),
  evolve: (journey, { identity }, occurredAt) => {
    journey.begunAt ??= occurredAt;
    takeIdentity(journey, identity);
  },
});
