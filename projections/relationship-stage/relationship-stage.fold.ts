import type { EventData } from '@rapport/journey';
import type { Fold } from '@rapport/projection';

type Decision = Readonly<EventData['StageChanged']>;

/** One decision of the policy, as it was recorded, with all that led to it. */
export interface Step extends Decision {
  /** The decision's event; null where it was not recorded: decided again over the journeys of one customer. */
  readonly eventId: string | null;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number;
  /** The version that decided. */
  readonly policyVersion: number;
}

export interface StageState {
  /** When the journey began, milliseconds; null before. */
  begunAt: number | null;
  path: readonly Step[];
}

/** The stages of one journey: what was decided, never decided again. */
export const stageFold: Fold<StageState> = {
  initial: () => ({ begunAt: null, path: [] }),
  on: {
    JourneyBegun(state, { occurredAt }) {
      state.begunAt ??= occurredAt;
      return state;
    },

    StageChanged(state, { id, data, occurredAt, policyVersion }) {
      const { from, to, rule, driver, reasons, dwellMs, requiredDwellMs } = data;
      const step = {
        eventId: id,
        at: occurredAt,
        policyVersion,
        from,
        to,
        rule,
        driver,
        reasons,
        dwellMs,
        requiredDwellMs,
      };
      state.path = [...state.path, step];
      return state;
    },
  },
};
