import type { Problem } from '@rapport/projection';
import { problem } from '../problems/problem';
import type { SimulationJob } from './simulation-job';

export const simulationRunning = (id: string): Problem =>
  problem(
    'simulation-running',
    `Simulation ${id} is running. Wait for its end, or end it: rapport simulations remove ${id}`,
    { id },
  );

export const simulationNotDone = ({ state }: SimulationJob): Problem =>
  problem('simulation-not-done', `The simulation ${state === 'failed' ? 'failed' : 'is still running'}.`);

export const simulationNotFound = (): Problem =>
  problem(
    'simulation-not-found',
    'This engine has no simulation of this id: it may have expired. Where there are several engines, ask the one that began it, by its own URL.',
  );
