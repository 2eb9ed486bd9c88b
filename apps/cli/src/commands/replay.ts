import type { EngineClient } from '@rapport/interchange';
import { Command, InvalidArgumentError } from 'commander';
import { setTimeout as pause } from 'node:timers/promises';
import { clientOf, withEngine, type EngineOptions } from '../engine-options';
import { CommandFailed } from '../explain';
import { grouped, seconds } from '../terminal/numbers';
import { progressOn, type Progress } from '../terminal/progress';
import { json, line, type Terminal } from '../terminal/terminal';
import { replayPath, type Replay } from './replay-answer';

interface ReplayCommandOptions extends EngineOptions {
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly projection?: readonly string[];
  readonly name?: string;
  readonly expiresIn?: number;
}

const pollMs = 150;
const daySeconds = 86_400;
const maxDays = 366;

/** `rapport replay --as-of … --known-at …` */
export function replayCommand(terminal: Terminal): Command {
  return withEngine(new Command('replay'))
    .description('Build a copy of read models as they were, or were known, at another time')
    .option(
      '--as-of <instant>',
      'business time: as if nothing had occurred after it, 2012-12-31T23:59:59Z say',
    )
    .option('--known-at <instant>', 'recorded time: what was known at it')
    .option('--projection <names...>', 'only these, as `rapport projections` lists them; default: all')
    .option('--name <name>', 'to ask it by: replay=<name>; default: one that is free')
    .option('--expires-in <days>', 'removed after so many days; default: 7', days)
    .action((options: ReplayCommandOptions) => replay(options, terminal));
}

async function replay(options: ReplayCommandOptions, terminal: Terminal): Promise<void> {
  const { asOf, knownAt, projection: projections, name, expiresIn } = options;
  const client = clientOf(options);
  const begun = Date.now();
  const request = { name, asOf, knownAt, projections, expiresIn };
  const first = (await client.post('/v1/replays', request)) as Replay;
  const progress = progressOn(terminal);
  const made = await follow(client, first, progress).finally(() => progress.end());
  if (made.state === 'failed')
    throw new CommandFailed(`The replay could not be built: ${made.error ?? 'no reason given'}`);
  const durationSeconds = (Date.now() - begun) / 1000;
  if (options.json) json(terminal, { ...made, durationSeconds });
  else line(terminal, describe(made, durationSeconds));
}

const describe = ({ name, projections, progress, expiresAt }: Replay, took: number): string =>
  `Built replay ${name} of ${projections.join(', ')} from ${grouped(progress.done)} events in ${seconds(took)}.\n` +
  `Ask it with replay=${name}, compare it with \`rapport diff ${name} live\`. It is kept until ${expiresAt}.`;

async function follow(client: EngineClient, first: Replay, progress: Progress): Promise<Replay> {
  let made = first;
  progress.begin('Replaying', made.progress.total, 'events');
  while (made.state === 'building') {
    await pause(pollMs);
    made = (await client.get(replayPath(first.name))) as Replay;
    progress.update(made.progress.done, made.progress.total);
  }
  return made;
}

/** As seconds, of which the engine takes one at least. */
function days(text: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Math.round(Number(text) * daySeconds) : 0;
  if (value > 0 && value <= maxDays * daySeconds) return value;
  throw new InvalidArgumentError(
    `Give a number of days, such as 7 or 0.5: at most ${maxDays}, and no less than a second.`,
  );
}
