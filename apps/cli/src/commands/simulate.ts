import type { EngineClient } from '@rapport/interchange';
import { describeFault, parsePolicy } from '@rapport/policy';
import { Command } from 'commander';
import { constants, createWriteStream } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { clientOf, withEngine, type EngineOptions } from '../engine-options';
import { CommandFailed } from '../explain';
import { interruptible } from '../interruption';
import { grouped, seconds } from '../terminal/numbers';
import { progressOn, type Progress } from '../terminal/progress';
import { json, line, type Terminal } from '../terminal/terminal';
import { simulationPath, type Simulation, type SimulationOutcome } from './simulation-answer';
import { simulationReport } from './simulation-report';

interface SimulateOptions extends EngineOptions {
  readonly policy: string;
  readonly from?: string;
  readonly changes?: string;
}

const pollMs = 150;
const shownFaults = 20;

/** `rapport simulate --policy candidate.yaml` */
export function simulateCommand(terminal: Terminal): Command {
  return withEngine(new Command('simulate'))
    .description('Decide everything again under another policy, and compare. Nothing is written to the log')
    .requiredOption('--policy <file>', 'the candidate: a policy document in YAML')
    .option('--from <instant>', 'decisions before it stand as recorded, 2024-05-01T00:00:00Z say')
    .option(
      '--changes <file>',
      'write the journeys that change here, with the reasons on each side: .ndjson or .csv',
    )
    .action((options: SimulateOptions) => simulate(options, terminal));
}

async function simulate(options: SimulateOptions, terminal: Terminal): Promise<void> {
  const format = formatOf(options.changes);
  const policy = await candidate(options.policy);
  if (options.changes !== undefined) await checkWritable(options.changes);
  const begun = Date.now();
  const outcome = await interruptible(async (signal) => {
    const body = { policy, ...(options.from !== undefined && { from: options.from }) };
    const first = (await clientOf(options).post('/v1/simulations', body)) as Simulation; // broken off, it would run on unnamed
    const client = clientOf(options, { signal });
    try {
      const done = await end(client, first, terminal);
      if (options.changes !== undefined)
        await download(client, `${simulationPath(done.id)}/changes?format=${format}`, options.changes);
      return done;
    } finally {
      await clientOf(options)
        .delete(simulationPath(first.id))
        .catch(() => undefined); // it expires, and what was found counts, or why nothing was
    }
  }, 'Nothing was written to the log.');
  const durationSeconds = (Date.now() - begun) / 1000;
  if (options.json) {
    json(terminal, { ...outcome, durationSeconds });
    return;
  }
  terminal.out(simulationReport(outcome));
  line(
    terminal,
    `\nSimulated ${grouped(outcome.facts)} facts in ${seconds(durationSeconds)}. Nothing was written to the log.`,
  );
  if (options.changes !== undefined) line(terminal, `The journeys that change are in ${options.changes}.`);
}

/** The text of a valid policy, so that the engine can point at its lines too. */
async function candidate(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CommandFailed(`${file} cannot be read. Name a policy document in YAML.`);
  });
  const faults = parsePolicy(text);
  if (!Array.isArray(faults)) return text;
  const shown = faults.slice(0, shownFaults).map(describeFault);
  const more = faults.length > shownFaults ? [`… and ${faults.length - shownFaults} more`] : [];
  throw new CommandFailed(`${file} is no valid policy.\n${[...shown, ...more].join('\n')}`);
}

/** Before anything is simulated for it. */
async function checkWritable(file: string): Promise<void> {
  await access(dirname(resolve(file)), constants.W_OK).catch(() => {
    throw new CommandFailed(`${file} cannot be written: its folder is missing, or not yours to write to.`);
  });
}

function formatOf(changes: string | undefined): 'ndjson' | 'csv' {
  if (changes === undefined || changes.endsWith('.ndjson')) return 'ndjson';
  if (changes.endsWith('.csv')) return 'csv';
  throw new CommandFailed(`${changes} ends neither in .ndjson nor in .csv, so in which form is not clear.`);
}

async function end(client: EngineClient, first: Simulation, terminal: Terminal): Promise<SimulationOutcome> {
  const progress = progressOn(terminal);
  const last = await follow(client, first, progress).finally(() => progress.end());
  if (last.state === 'done') return last as SimulationOutcome;
  throw new CommandFailed(`The simulation failed: ${last.error ?? 'no reason given'}`);
}

async function follow(client: EngineClient, first: Simulation, progress: Progress): Promise<Simulation> {
  let simulation = first;
  progress.begin('Simulating', simulation.total, 'events');
  while (simulation.state === 'running') {
    await pause(pollMs);
    simulation = (await client.get(simulationPath(first.id))) as Simulation;
    progress.update(simulation.done, simulation.total);
  }
  return simulation;
}

const download = (client: EngineClient, path: string, file: string): Promise<void> =>
  pipeline(Readable.from(client.text(path)), createWriteStream(file));
