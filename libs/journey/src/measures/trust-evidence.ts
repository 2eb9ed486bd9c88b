import { decay } from '@rapport/policy';
import type { EvidenceSum, EvidenceSums, Millis, Policies } from '@rapport/policy';
import type { EventType, JourneyEvent } from '../catalogue/events';
import { EvidenceFold } from './evidence-fold';

/** What one event said about our trustworthiness, by one rule. */
export interface TrustContribution {
  readonly eventId: string;
  readonly type: EventType;
  readonly occurredAt: Millis;
  readonly policyVersion: number;
  readonly rule: string;
  readonly part?: string;
  /** What it counted when it happened: less than the rule says where the rule's `max` was reached. */
  readonly for: number;
  readonly against: number;
  /** What is left of it at the moment asked for; these add up to the evidence behind the opinion. */
  readonly forNow: number;
  readonly againstNow: number;
}

interface Counted extends Omit<TrustContribution, 'forNow' | 'againstNow'> {
  /** How many half-lives the rule's sum had seen by then. */
  readonly halfLives: number;
}

/** Every contribution to trust by a journey's events (in business order, none after `at`), and what is left of each at `at`. */
export function trustEvidence(
  events: Iterable<JourneyEvent>,
  policies: Policies,
  at: Millis,
): readonly TrustContribution[] {
  const state = EvidenceFold.initial();
  const halfLives = new Map<string, number>();
  const counted: Counted[] = [];
  for (const event of events) {
    const before = { ...state.trust };
    EvidenceFold.apply(state, event, policies);
    counted.push(...contributions(event, before, state.trust, halfLives, policies));
  }
  return counted.map((contribution) => leftOf(contribution, state.trust, halfLives, at));
}

function* contributions(
  event: JourneyEvent,
  before: EvidenceSums,
  after: EvidenceSums,
  halfLives: Map<string, number>,
  policies: Policies,
): Generator<Counted> {
  for (const { name, part } of policies.version(event.policyVersion).trust.rulesFor(event.type)) {
    const [old, sum] = [lookup(before, name), lookup(after, name)];
    if (sum === undefined || sum === old) continue;
    halfLives.set(name, (halfLives.get(name) ?? 0) + halfLivesUntil(old, sum.at));
    yield {
      eventId: event.id,
      type: event.type,
      occurredAt: event.occurredAt,
      policyVersion: event.policyVersion,
      rule: name,
      ...(part === undefined ? {} : { part }),
      for: difference(sum.for, left(old, 'for', sum.at)),
      against: difference(sum.against, left(old, 'against', sum.at)),
      halfLives: halfLives.get(name) ?? 0,
    };
  }
}

/** An own entry, never something inherited: a rule may be called `constructor`. */
const lookup = (sums: EvidenceSums, rule: string): EvidenceSum | undefined =>
  Object.hasOwn(sums, rule) ? sums[rule] : undefined;

const left = (sum: EvidenceSum | undefined, side: 'for' | 'against', at: Millis): number =>
  sum === undefined ? 0 : decay(sum[side], sum.at, at, sum.halfLifeMs);

/** Without the last bits, which are noise of the sums that were taken from each other. */
const difference = (sum: number, before: number): number => Math.round((sum - before) * 1e12) / 1e12;

const halfLivesUntil = (sum: EvidenceSum | undefined, at: Millis): number =>
  sum === undefined ? 0 : Math.max(0, at - sum.at) / sum.halfLifeMs;

function leftOf(
  { halfLives: then, ...contribution }: Counted,
  sums: EvidenceSums,
  halfLives: ReadonlyMap<string, number>,
  at: Millis,
): TrustContribution {
  const { rule } = contribution;
  const passed = (halfLives.get(rule) ?? 0) + halfLivesUntil(lookup(sums, rule), at) - then;
  const share = 2 ** -passed;
  return { ...contribution, forNow: contribution.for * share, againstNow: contribution.against * share };
}
