import type { Policies } from '@rapport/policy';
import type { JourneyEvent } from '../catalogue/events';
import { counting, forgetEnded } from './counting';
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
    handle(counting, event, state);
    weigh(event, state, policies.version(event.policyVersion));
    handle(forgetEnded, event, state);
    return state;
  },
};
