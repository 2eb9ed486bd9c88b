import type { Policies } from '@rapport/policy';
import type { JourneyEvent } from '../catalogue/events';
import { contacts, counting, forgetEnded } from './counting';
import { initialEvidence } from './evidence-state';
import type { EvidenceState } from './evidence-state';
import { handle } from './handlers';
import { isRepeated } from './repeated';
import { weigh } from './weighing';

/**
 * The fold behind trust and commitment: a journey's events in business order, each weighed by the policy version stamped on
 * it. Feelings are no evidence, so whoever asks for opinions alone need not fold them. Decisions, references to what is
 * unknown and facts that say nothing new leave the state as it is.
 */
export const EvidenceFold = {
  initial: initialEvidence,

  apply<State extends EvidenceState>(state: State, event: JourneyEvent, policies: Policies): State {
    if (isRepeated(event, state)) return state;
    const policy = policies.version(event.policyVersion);
    handle(counting, event, state);
    handle(contacts, event, state);
    weigh('trust', event, state, policy);
    weigh('commitment', event, state, policy);
    handle(forgetEnded, event, state);
    return state;
  },
};

/** The same for trust alone, at half the cost: the state's `trust` is as it is there, commitment and contacts are left out. */
export const TrustFold = {
  initial: initialEvidence,

  apply(state: EvidenceState, event: JourneyEvent, policies: Policies): EvidenceState {
    if (isRepeated(event, state)) return state;
    handle(counting, event, state);
    weigh('trust', event, state, policies.version(event.policyVersion));
    handle(forgetEnded, event, state);
    return state;
  },
};
