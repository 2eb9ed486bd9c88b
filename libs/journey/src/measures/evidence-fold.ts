import type { Policies } from '@rapport/policy';
import type { JourneyEvent } from '../catalogue/events';
import { contacts, counting, forgetEnded } from './counting';
import { initialEvidence } from './evidence-state';
import type { EvidenceState } from './evidence-state';
import { handling } from './handlers';
import { isRepeated } from './repeated';
import { weigh } from './weighing';

const count = handling(counting);
const countWithContacts = handling(counting, contacts);
const forget = handling(forgetEnded);

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
    countWithContacts(event, state, policy);
    weigh('trust', event, state, policy);
    weigh('commitment', event, state, policy);
    forget(event, state, policy);
    return state;
  },
};

/** The same for trust alone, at half the cost: the state's `trust` is as it is there, commitment and contacts are left out. */
export const TrustFold = {
  initial: initialEvidence,

  apply(state: EvidenceState, event: JourneyEvent, policies: Policies): EvidenceState {
    if (isRepeated(event, state)) return state;
    const policy = policies.version(event.policyVersion);
    count(event, state, policy);
    weigh('trust', event, state, policy);
    forget(event, state, policy);
    return state;
  },
};
