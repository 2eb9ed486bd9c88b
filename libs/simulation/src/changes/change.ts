import type { Parting, Verdict } from '@rapport/journey';
import type { ChangedJourney, Sides, Trust } from '../outcome/outcome';

/** What one policy made of the fact at which two part. Of a move that it did not make, `reasons` are what it asks of it. */
export interface VerdictLine extends Pick<Verdict, 'policyVersion' | 'reasons' | 'driver'> {
  readonly move: NonNullable<Verdict['move']> | null;
  /** Null where the policy knows no such move. */
  readonly advanceOn: NonNullable<Verdict['advanceOn']> | null;
  readonly requiredDwellMs: number | null;
}

/** A journey that changes, as it is exported: one JSON object a line. */
export interface ChangeLine {
  readonly customerId: string;
  readonly journeyId: string;
  readonly stage: Sides<string>;
  readonly trust: Sides<Trust>;
  /** Null where only trust differs. */
  readonly parting:
    | (Sides<VerdictLine> &
        Pick<Parting, 'fact' | 'stage' | 'dwellMs'> & { /** ISO 8601. */ readonly at: string })
    | null;
}

export const changeLine = ({ customerId, journeyId, stage, trust, parting }: ChangedJourney): ChangeLine => ({
  ...{ customerId, journeyId, stage, trust },
  parting: parting === undefined ? null : partingLine(parting),
});

const partingLine = ({ at, fact, stage, dwellMs, decided, simulated }: Parting): ChangeLine['parting'] => ({
  ...{ at: new Date(at).toISOString(), fact, stage, dwellMs },
  decided: verdictLine(decided),
  simulated: verdictLine(simulated),
});

const verdictLine = ({ move, advanceOn, requiredDwellMs, ...rest }: Verdict): VerdictLine => ({
  ...rest,
  move: move ?? null,
  advanceOn: advanceOn ?? null,
  requiredDwellMs: requiredDwellMs ?? null,
});
