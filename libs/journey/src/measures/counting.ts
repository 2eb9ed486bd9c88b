import type { Handlers } from './handlers';
import { lookup } from './measures-state';
import type { CaseCounts, MeasuresState } from './measures-state';

const change = (state: MeasuresState, caseId: string, with_: (found: CaseCounts) => void): void => {
  const found = lookup(state.cases, caseId);
  if (found !== undefined) with_(found);
};

function reopen(state: MeasuresState, found: CaseCounts): void {
  if (!found.open) state.counts.casesOpen += 1;
  found.open = true;
  found.reopenings += 1;
}

function close(state: MeasuresState, found: CaseCounts): void {
  if (found.open) state.counts.casesOpen -= 1;
  found.open = false;
}

/** A contact without a recorded interaction counts as one inbound: the customer did come to us. */
function countUnrecordedContact(state: MeasuresState, interactionId: string | undefined): void {
  if (interactionId === undefined) state.counts.inbound += 1;
}

/** How many there are of what; a promise that ended leaves the state after it was weighed (`forgetEnded`). */
export const counting: Handlers<[MeasuresState]> = {
  InteractionRecorded: ({ data }, { counts }) => {
    counts[data.direction] += 1;
  },
  PurchaseMade: ({ data }, state) => {
    state.counts.purchases += 1;
    countUnrecordedContact(state, data.interactionId);
  },
  CaseOpened: ({ data }, state) => {
    state.counts.casesOpened += 1;
    state.counts.casesOpen += 1;
    state.cases[data.caseId] = { rejections: 0, reopenings: 0, proposals: 0, open: true };
    countUnrecordedContact(state, data.interactionId);
  },
  ResolutionProposed: ({ data }, state) => change(state, data.caseId, (found) => (found.proposals += 1)),
  ResolutionRejected: ({ data }, state) => change(state, data.caseId, (found) => (found.rejections += 1)),
  CaseReopened: ({ data }, state) => change(state, data.caseId, (found) => reopen(state, found)),
  CaseClosed: ({ data }, state) => change(state, data.caseId, (found) => close(state, found)),
  PromiseMade: ({ data }, state) => {
    state.counts.promisesOpen += 1;
    state.openPromises[data.promiseId] = { kind: data.kind, assumed: data.assumed };
  },
  PromiseRenegotiated: ({ data }, state) => {
    const promise = lookup(state.openPromises, data.promiseId);
    if (promise !== undefined) state.openPromises[data.promiseId] = { ...promise, assumed: false };
  },
  PromiseKept: ({ data }, { counts }) => {
    counts.promisesOpen -= 1;
    counts[(data.lateSeconds ?? 0) > 0 ? 'promisesLate' : 'promisesKept'] += 1;
  },
  PromiseBroken: (_event, { counts }) => {
    counts.promisesOpen -= 1;
    counts.promisesBroken += 1;
  },
  PromiseReleased: (_event, { counts }) => {
    counts.promisesOpen -= 1;
  },
};

const forget = ({ data }: { readonly data: { readonly promiseId: string } }, state: MeasuresState): void => {
  Reflect.deleteProperty(state.openPromises, data.promiseId);
};

/** After an event was weighed: a promise that ended is not needed any more. */
export const forgetEnded: Handlers<[MeasuresState]> = {
  PromiseKept: forget,
  PromiseBroken: forget,
  PromiseReleased: forget,
};
