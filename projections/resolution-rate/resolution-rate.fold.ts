import type { JourneyEvent } from '@rapport/journey';
import type { Fold } from '@rapport/projection';
import { breakAttempt, endHold, enter, handTo, rework, spoil, touch, type CaseState } from './case-state';

/** Where an interaction took place, for cases opened from it. */
interface Contact {
  readonly channel: string;
  readonly touchpoint: string;
}

export interface CasesOfJourney {
  readonly cases: Map<string, CaseState>;
  readonly contacts: Map<string, Contact>;
}

type OfCase =
  | 'CaseClassified'
  | 'CaseTakenInCharge'
  | 'CaseRouted'
  | 'CaseHeld'
  | 'CaseResumed'
  | 'CaseClosed'
  | 'CaseReopened'
  | 'ResolutionProposed'
  | 'ResolutionConfirmed'
  | 'ResolutionRejected'
  | 'ResolutionWithdrawn';

/** What an event does to its case; an event of a case that was never opened does nothing. */
const onCase =
  <T extends OfCase>(change: (it: CaseState, event: JourneyEvent<T>) => void) =>
  (state: CasesOfJourney, event: JourneyEvent<T>): CasesOfJourney => {
    const it = state.cases.get(event.data.caseId);
    if (it !== undefined) change(it, event);
    return state;
  };

/** What became of the cases of one journey, in integers that no query parameter has touched yet. */
export const resolutionFold: Fold<CasesOfJourney> = {
  initial: () => ({ cases: new Map(), contacts: new Map() }),
  on: {
    CaseOpened(state, event) {
      if (!state.cases.has(event.data.caseId)) state.cases.set(event.data.caseId, opened(state, event));
      return state;
    },

    /** One about a case comes after its opening, so it is never the contact that opened it. */
    InteractionRecorded(state, { data, occurredAt }) {
      const { interactionId, channel, touchpoint } = data;
      state.contacts.set(interactionId, { channel, touchpoint });
      const it = data.caseId === undefined ? undefined : state.cases.get(data.caseId);
      if (it === undefined) return state;
      if (data.direction === 'outbound') touch(it, occurredAt);
      else spoil(it, occurredAt);
      return state;
    },

    /** In the instant of the opening it completes it; later ones leave the dimensions as they were at opening. */
    CaseClassified: onCase((it, { data, occurredAt }) => {
      if (occurredAt !== it.openedAt) return;
      it.product ??= data.product ?? null;
      it.topic ??= data.topic ?? null;
    }),

    CaseTakenInCharge: onCase((it, { data, occurredAt }) => {
      endHold(it, occurredAt);
      touch(it, occurredAt);
      handTo(it, data.team, occurredAt);
    }),

    CaseRouted: onCase((it, { data, occurredAt }) => {
      endHold(it, occurredAt);
      touch(it, occurredAt);
      handTo(it, data.toTeam, occurredAt);
      if (data.reason === 'misdirected') it.misdirections += 1;
      if (data.reason === 'handover') it.handovers += 1;
    }),

    CaseHeld: onCase((it, { data, occurredAt }) => {
      endHold(it, occurredAt);
      if (data.on === 'customer') it.holds = [...it.holds, [occurredAt, null]];
    }),

    CaseResumed: onCase((it, { occurredAt }) => endHold(it, occurredAt)),

    ResolutionProposed: onCase((it, { occurredAt }) => {
      endHold(it, occurredAt);
      touch(it, occurredAt);
      if (it.attempts.length > 0) spoil(it, occurredAt);
      it.attempts = [...it.attempts, [occurredAt, null]];
    }),

    ResolutionConfirmed: onCase((it, { occurredAt }) => {
      it.confirmedAt ??= occurredAt;
      enter(it, 'confirmed', occurredAt);
    }),

    ResolutionRejected: onCase((it, { occurredAt }) => {
      it.rejections += 1;
      rework(it, occurredAt);
    }),

    ResolutionWithdrawn: onCase((it, { occurredAt }) => {
      it.withdrawals += 1;
      rework(it, occurredAt);
    }),

    CaseClosed: onCase((it, { data, occurredAt }) => {
      endHold(it, occurredAt);
      if (data.basis === 'unresolved') breakAttempt(it, occurredAt);
      if (data.basis !== 'confirmed') enter(it, data.basis === 'elapsed' ? 'tacit' : data.basis, occurredAt);
    }),

    CaseReopened: onCase((it, { occurredAt }) => {
      it.reopenings += 1;
      rework(it, occurredAt);
      enter(it, 'open', occurredAt);
    }),

    /** The problem of the earlier case was back when the later one was opened, whenever somebody noticed and linked them. */
    RecurrenceLinked(state, { data }) {
      const earlier = state.cases.get(data.recurrenceOf);
      const later = state.cases.get(data.caseId);
      if (earlier === undefined || later === undefined) return state;
      breakAttempt(earlier, later.openedAt);
      spoil(earlier, later.openedAt);
      return state;
    },
  },
};

function opened({ contacts }: CasesOfJourney, { data, occurredAt }: JourneyEvent<'CaseOpened'>): CaseState {
  const contact = data.interactionId === undefined ? undefined : contacts.get(data.interactionId);
  return {
    openedAt: occurredAt,
    product: data.product ?? null,
    topic: data.topic ?? null,
    channel: data.channel ?? contact?.channel ?? null,
    touchpoint: data.touchpoint ?? contact?.touchpoint ?? null,
    team: data.team ?? null,
    status: 'open',
    statusSince: occurredAt,
    touchedAt: null,
    confirmedAt: null,
    attempts: [],
    holds: [],
    rejections: 0,
    withdrawals: 0,
    reopenings: 0,
    reworks: 0,
    misdirections: 0,
    handovers: 0,
    spoiledAt: null,
  };
}
