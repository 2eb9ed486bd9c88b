import type { CaseCounts, EvidenceState } from './evidence-state';
import type { Handlers } from './handlers';

/** Changes what is known of a case; nothing where it was never opened. */
function change(state: EvidenceState, caseId: string, by: (found: CaseCounts) => void): void {
  const found = state.cases.get(caseId);
  if (found !== undefined) by(found);
}

/** A contact without a recorded interaction counts as one inbound: the customer did come to us. */
function countUnrecorded(
  { data }: { readonly data: { readonly interactionId?: string } },
  { counts }: EvidenceState,
): void {
  if (data.interactionId === undefined) counts.inbound += 1;
}

/** How often we were in contact: no evidence is judged by it. */
export const contacts: Handlers<EvidenceState> = {
  InteractionRecorded: ({ data }, { counts }) => {
    counts[data.direction] += 1;
  },
  PurchaseMade: countUnrecorded,
  CaseOpened: countUnrecorded,
};

/** How many there are of what; a promise that ended leaves the state after it was weighed (`forgetEnded`). */
export const counting: Handlers<EvidenceState> = {
  JourneyBegun: ({ data }, state) => {
    state.begun = true;
    state.identified ||= data.identity !== undefined;
  },
  JourneyIdentified: (_event, state) => {
    state.identified = true;
  },
  PurchaseMade: (_event, { counts }) => {
    counts.purchases += 1;
  },
  CaseOpened: ({ data }, state) => {
    state.cases.set(data.caseId, { rejections: 0, reopenings: 0, proposals: 0, open: true, linked: false });
  },
  ResolutionProposed: ({ data }, state) => change(state, data.caseId, (found) => (found.proposals += 1)),
  ResolutionRejected: ({ data }, state) => change(state, data.caseId, (found) => (found.rejections += 1)),
  CaseReopened: ({ data }, state) =>
    change(state, data.caseId, (found) => {
      found.open = true;
      found.reopenings += 1;
    }),
  CaseClosed: ({ data }, state) => change(state, data.caseId, (found) => (found.open = false)),
  RecurrenceLinked: ({ data }, state) => change(state, data.caseId, (found) => (found.linked = true)),
  PromiseMade: ({ data }, { openPromises }) => {
    openPromises.set(data.promiseId, { kind: data.kind, assumed: data.assumed });
  },
  PromiseRenegotiated: ({ data }, { openPromises }) => {
    const promise = openPromises.get(data.promiseId);
    if (promise !== undefined) openPromises.set(data.promiseId, { ...promise, assumed: false });
  },
  PromiseKept: ({ data }, { counts, openPromises }) => {
    if (!openPromises.has(data.promiseId)) return;
    counts[(data.lateSeconds ?? 0) > 0 ? 'promisesLate' : 'promisesKept'] += 1;
  },
  PromiseBroken: ({ data }, { counts, openPromises }) => {
    if (openPromises.has(data.promiseId)) counts.promisesBroken += 1;
  },
};

interface PromiseEnd {
  readonly data: { readonly promiseId: string };
}

const forget = ({ data }: PromiseEnd, { openPromises }: EvidenceState): void => {
  openPromises.delete(data.promiseId);
};

/** After an event was weighed: a promise that ended is not needed any more. */
export const forgetEnded: Handlers<EvidenceState> = {
  PromiseKept: forget,
  PromiseBroken: forget,
  PromiseReleased: forget,
};
