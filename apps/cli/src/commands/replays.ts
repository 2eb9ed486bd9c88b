import { Command } from 'commander';
import { clientOf, withEngine, type EngineOptions } from '../engine-options';
import { table } from '../terminal/table';
import { json, line, type Terminal } from '../terminal/terminal';
import { replayPath, type Replay } from './replay-answer';

/** `rapport replays` and what can be done with one of them. */
export function replaysCommand(terminal: Terminal): Command {
  return withEngine(new Command('replays'))
    .description('Show the replays: of which time, how far they are, until when they are kept')
    .action((options: EngineOptions) => list(options, terminal))
    .addCommand(removeCommand(terminal));
}

function removeCommand(terminal: Terminal): Command {
  return withEngine(new Command('remove'))
    .description('Remove a replay')
    .argument('<name>', 'as `rapport replays` lists it')
    .action((name: string, options: EngineOptions) => remove(name, options, terminal));
}

async function list(options: EngineOptions, terminal: Terminal): Promise<void> {
  const answer = (await clientOf(options).get('/v1/replays')) as { readonly replays: readonly Replay[] };
  if (options.json) json(terminal, answer);
  else if (answer.replays.length === 0)
    line(terminal, 'There are no replays. Make one with `rapport replay`.');
  else terminal.out(describe(answer.replays));
}

async function remove(name: string, options: EngineOptions, terminal: Terminal): Promise<void> {
  await clientOf(options).delete(replayPath(name));
  if (options.json) json(terminal, { removed: name });
  else line(terminal, `Removed replay ${name}.`);
}

const describe = (replays: readonly Replay[]): string =>
  table(
    ['REPLAY', 'STATE', 'AS OF', 'KNOWN AT', 'EXPIRES', ''],
    replays.map(({ name, state, progress, asOf, knownAt, expiresAt, projections, error }) => [
      name,
      state === 'building' ? `building ${percent(progress)}` : state,
      asOf ?? '',
      knownAt ?? '',
      expiresAt,
      error ?? projections.join(', '),
    ]),
  );

const percent = ({ done, total }: Replay['progress']): string =>
  `${total === 0 ? 0 : Math.floor((100 * done) / total)}%`;
