import type { JourneyFacts } from '../state/journey-facts';
import type { Circumstances } from './circumstances';

/**
 * A rule with a name. It judges an event against the journey as it stood just before, so the same rule serves a command now,
 * a late command at its own place in time, and the facts that came after it.
 */
export interface Guard<Event extends object = object> {
  /** Stable: clients and docs rely on it. */
  readonly code: string;
  /** The rule in words. */
  readonly rule: string;
  holds(journey: JourneyFacts, event: Event, when: Circumstances): boolean;
  /** What is wrong with this event, in words. */
  otherwise(event: Event, journey: JourneyFacts, when: Circumstances): string;
  /** What would be accepted instead: commands by name, values in words. */
  accepts(event: Event, journey: JourneyFacts, when: Circumstances): readonly string[];
}

interface GuardOptions<Event extends object> extends Omit<Guard<Event>, 'accepts'> {
  readonly accepts: readonly string[] | Guard<Event>['accepts'];
}

export function guard<Event extends object>({ accepts, ...rest }: GuardOptions<Event>): Guard<Event> {
  return { ...rest, accepts: typeof accepts === 'function' ? accepts : () => accepts };
}
