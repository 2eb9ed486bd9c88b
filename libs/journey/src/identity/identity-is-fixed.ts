import { guard } from '../kernel/guard';
import type { Plain } from '../kernel/plain';
import { sameIdentity } from '../payload/identity';
import type { Identity } from '../payload/identity';
import type { JourneyFacts } from '../state/journey-facts';

export const identityIsFixed = guard<{ readonly identity?: Plain<Identity> }>({
  code: 'journey.identified-otherwise',
  rule: 'A journey has one identity: once identified it is never identified as somebody else.',
  holds: (journey, { identity }) =>
    identity === undefined || journey.identity === undefined || sameIdentity(identity, journey.identity),
  // Says no key: it is personal, and a refusal is shown to whoever asked.
  otherwise: ({ identity }) =>
    `The journey is already identified by another key than the one given (scheme ${identity?.scheme ?? 'none'}).`,
  accepts: ['the identity that the journey has', 'begin-journey on another journey'],
});

/** The first identity stands. */
export function takeIdentity(journey: JourneyFacts, identity: Plain<Identity> | undefined): void {
  if (identity !== undefined) journey.identity ??= identity;
}
