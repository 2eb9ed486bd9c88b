type Counts = Readonly<Record<string, number>>;

/** As the engine answers it, as far as it is used here. */
export interface Simulation {
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed';
  /** The candidate's name. */
  readonly policy: string;
  readonly from: string | null;
  readonly done: number;
  readonly total: number;
  readonly error?: string;
  /** Once it has ended. */
  readonly expiresAt?: string;
}

export const simulationPath = (id: string): string => `/v1/simulations/${encodeURIComponent(id)}`;

/** One that is done. */
export interface SimulationOutcome extends Simulation {
  readonly facts: number;
  readonly unsupportedFacts: number;
  readonly decisions: number;
  readonly recordedDecisions: number;
  readonly journeys: number;
  readonly changedCustomers: number;
  readonly unreadableJourneys: number;
  readonly at: string | null;
  readonly stages: {
    readonly decided: Counts;
    readonly simulated: Counts;
    readonly transitions: readonly Transition[];
  };
  readonly trust: { readonly decided: Counts; readonly simulated: Counts };
}

export interface Transition {
  readonly from: string;
  readonly to: string;
  readonly decided: number;
  readonly simulated: number;
}
