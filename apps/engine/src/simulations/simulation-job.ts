import { isoInstant } from '@rapport/projection';
import type { Outcome } from '@rapport/simulation';

/** How a simulation is doing, and once it is done what it found. */
export interface SimulationJob {
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed';
  /** Of the candidate. */
  readonly policy: string;
  readonly from: string | null;
  /** The log up to here is simulated. */
  readonly position: string | null;
  /** Events that were read or simulated, of twice as many as there are. */
  readonly done: number;
  readonly total: number;
  readonly error?: string;
  /** When it is forgotten; only once it has ended. */
  readonly expiresAt?: string;
}

export type SimulationAnswer = SimulationJob & Partial<OutcomeAnswer>;

/** Without what it found. */
export const jobOf = ({ id, state, policy, from, ...job }: SimulationAnswer): SimulationJob => ({
  ...{ id, state, policy, from, position: job.position, done: job.done, total: job.total },
  ...(job.error !== undefined && { error: job.error }),
  ...(job.expiresAt !== undefined && { expiresAt: job.expiresAt }),
});

export type OutcomeAnswer = Omit<Outcome, 'at'> & { readonly at: string | null };

export const outcomeAnswer = ({ at, ...outcome }: Outcome): OutcomeAnswer => ({
  ...outcome,
  at: at === null ? null : isoInstant(at),
});
