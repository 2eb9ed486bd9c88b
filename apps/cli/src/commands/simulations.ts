import { Command } from 'commander';
import { clientOf, withEngine, type EngineOptions } from '../engine-options';
import { table } from '../terminal/table';
import { json, line, type Terminal } from '../terminal/terminal';
import { simulationPath, type Simulation, type SimulationOutcome } from './simulation-answer';
import { simulationReport } from './simulation-report';

/** `rapport simulations` and what can be done with one of them. */
export function simulationsCommand(terminal: Terminal): Command {
  return withEngine(new Command('simulations'))
    .description('Show the simulations that the engine runs or remembers: how far they are')
    .action((options: EngineOptions) => list(options, terminal))
    .addCommand(showCommand(terminal))
    .addCommand(removeCommand(terminal));
}

function showCommand(terminal: Terminal): Command {
  return withEngine(new Command('show'))
    .description('Show how far a simulation is, and what it found once it is done')
    .argument('<id>', 'as `rapport simulations` lists it')
    .action((id: string, options: EngineOptions) => show(id, options, terminal));
}

function removeCommand(terminal: Terminal): Command {
  return withEngine(new Command('remove'))
    .description('Remove a simulation; one that runs is ended')
    .argument('<id>', 'as `rapport simulations` lists it')
    .action((id: string, options: EngineOptions) => remove(id, options, terminal));
}

async function list(options: EngineOptions, terminal: Terminal): Promise<void> {
  const answer = (await clientOf(options).get('/v1/simulations')) as {
    readonly simulations: readonly Simulation[];
  };
  if (options.json) json(terminal, answer);
  else if (answer.simulations.length === 0)
    line(
      terminal,
      'There are no simulations. Make one with `rapport simulate`, which removes it when it ends.',
    );
  else terminal.out(describe(answer.simulations));
}

async function show(id: string, options: EngineOptions, terminal: Terminal): Promise<void> {
  const simulation = (await clientOf(options).get(simulationPath(id))) as Simulation;
  if (options.json) json(terminal, simulation);
  else if (simulation.state === 'done') terminal.out(simulationReport(simulation as SimulationOutcome));
  else terminal.out(describe([simulation]));
}

async function remove(id: string, options: EngineOptions, terminal: Terminal): Promise<void> {
  await clientOf(options).delete(simulationPath(id));
  if (options.json) json(terminal, { removed: id });
  else line(terminal, `Removed simulation ${id}.`);
}

const describe = (simulations: readonly Simulation[]): string =>
  table(
    ['SIMULATION', 'STATE', 'POLICY', 'FROM', 'EXPIRES', ''],
    simulations.map(({ id, state, policy, from, expiresAt, error, ...progress }) => [
      id,
      state === 'running' ? `running ${percent(progress)}` : state,
      policy,
      from ?? '',
      expiresAt ?? '',
      error ?? '',
    ]),
  );

const percent = ({ done, total }: Pick<Simulation, 'done' | 'total'>): string =>
  `${total === 0 ? 0 : Math.floor((100 * done) / total)}%`;
