import { Command } from 'commander';
import { setTimeout as pause } from 'node:timers/promises';
import { EngineUnreachable, type EngineClient } from '@rapport/interchange';
import { withStores, type StoreOptions } from '../data-option';
import { clientOf, withEngine, type EngineOptions } from '../engine-options';
import { CommandFailed } from '../explain';
import { grouped, seconds } from '../terminal/numbers';
import { progressOn, type Progress } from '../terminal/progress';
import { json, line, type Terminal } from '../terminal/terminal';

interface RebuildCommandOptions extends EngineOptions, StoreOptions {
  readonly all?: true;
  readonly prepare?: true;
  readonly json?: true;
}

/** As the engine answers it. */
interface RebuildJob {
  readonly id: string;
  readonly projections: readonly string[];
  readonly state: 'running' | 'done' | 'failed';
  /** Events. */
  readonly done: number;
  readonly total: number;
  readonly error?: string;
}

const pollMs = 150;

/** `rapport rebuild NAME...|--all|--prepare` */
export function rebuildCommand(terminal: Terminal): Command {
  return withStores(withEngine(new Command('rebuild')))
    .description(
      'Build read models anew beside the ones in force, then swap them; or prepare, beside an engine of older code, what this one needs',
    )
    .argument('[names...]', 'of projections, as `rapport projections` lists them')
    .option('--all', 'every projection')
    .option(
      '--prepare',
      "build from the log what this code's projections need, so that the next start only catches up",
    )
    .action(async (names: string[], options: RebuildCommandOptions) => {
      if (!options.prepare) return rebuild(names, options, terminal);
      const { prepare } = await import('./rebuild-prepare.js'); // all of the projections: no other command needs them
      return prepare(names, options, terminal);
    });
}

async function rebuild(names: string[], options: RebuildCommandOptions, terminal: Terminal): Promise<void> {
  if (names.length > 0 && options.all) throw new CommandFailed('Name projections, or say --all: not both.');
  if (names.length === 0 && !options.all)
    throw new CommandFailed(
      'Name the projections to rebuild, or all of them with --all. `rapport projections` lists them.',
    );
  const client = clientOf(options);
  const begun = Date.now();
  const job = (await client.post(
    '/v1/rebuilds',
    options.all ? { all: true } : { projections: names },
  )) as RebuildJob;
  const progress = progressOn(terminal);
  const end = await follow(client, job, progress).finally(() => progress.end());
  if (end.state === 'failed')
    throw new CommandFailed(
      `The rebuild failed: ${(end.error ?? 'no reason given').replace(/\.$/, '')}. Questions are answered from the rows in force; \`rapport projections\` tells whether another engine goes on with what was begun.`,
    );
  const took = (Date.now() - begun) / 1000;
  if (options.json) json(terminal, { ...end, durationSeconds: took });
  else
    line(
      terminal,
      `Rebuilt ${end.projections.join(', ')} from ${grouped(end.done)} events in ${seconds(took)}.`,
    );
}

async function follow(client: EngineClient, begun: RebuildJob, progress: Progress): Promise<RebuildJob> {
  let job = begun;
  progress.begin('Rebuilding', job.total, 'events');
  while (job.state === 'running') {
    await pause(pollMs);
    job = await jobOf(client, begun.id);
    progress.update(job.done, job.total);
  }
  return job;
}

async function jobOf(client: EngineClient, id: string): Promise<RebuildJob> {
  try {
    return (await client.get(`/v1/rebuilds/${encodeURIComponent(id)}`)) as RebuildJob;
  } catch (error) {
    if (!(error instanceof EngineUnreachable)) throw error;
    throw new CommandFailed(`${error.message} A rebuild that was begun goes on when it is back.`);
  }
}
