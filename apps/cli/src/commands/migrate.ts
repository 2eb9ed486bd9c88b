import {
  migrateLog,
  openEmbeddedReader,
  openEventStoreDBEventStore,
  type LogPlace,
  type Migration,
} from '@rapport/event-store';
import { describeLocation, eventStoreLocation, type EventStoreLocation } from '@rapport/stores';
import { Command, Option } from 'commander';
import { statSync } from 'node:fs';
import { named } from '../data-option';
import { withJson } from '../engine-options';
import { CommandFailed } from '../explain';
import { interruptible } from '../interruption';
import { grouped, seconds } from '../terminal/numbers';
import { progressOn } from '../terminal/progress';
import { json, line, type Terminal } from '../terminal/terminal';
import { holdStill } from './hold-still';
import { PositionsFile } from './positions-file';

interface MigrateOptions {
  readonly from: string;
  readonly to?: string;
  readonly positions?: string;
  readonly json?: true;
}

/** `rapport migrate --from FOLDER --to esdb://…` */
export function migrateCommand(terminal: Terminal): Command {
  return withJson(new Command('migrate'))
    .description('Move an embedded log into EventStoreDB, and compare the two, event by event')
    .addOption(
      new Option('--from <place>', 'the data folder, or the file of a backup')
        .env('RAPPORT_DATA')
        .default('./data'),
    )
    .addOption(
      new Option('--to <location>', 'esdb://… or esdb+discover://…, a log that holds nothing yet').env(
        'RAPPORT_EVENT_STORE',
      ),
    )
    .option('--positions <file>', 'where each position of the old log is in the new one (.ndjson or .csv)')
    .addHelpText(
      'after',
      '\nIds, times and the order in each stream stay; positions change. Run it again after an interruption: it goes on where\nit was. Read models are not moved: they are built anew from the log.',
    )
    .action((options: MigrateOptions) => migrate(options, terminal));
}

async function migrate(options: MigrateOptions, terminal: Terminal): Promise<void> {
  const location = targetOf(options.to ?? '');
  const begun = Date.now();
  const place = placeOf(options.from);
  const from = await openEmbeddedReader(place); // without upcasters: events are moved as they were recorded
  const still = await holdStill(place);
  try {
    const to = await openEventStoreDBEventStore({ connectionString: location.connectionString, as: 'mover' });
    try {
      const work = (signal: AbortSignal) => moved({ from, to }, options.positions, terminal, signal);
      const migration = await interruptible(work, 'Run the same command again to go on where it stopped.');
      const found = { ...migration, engineRuns: still.engineRuns };
      if (options.json) json(terminal, { ...found, durationSeconds: (Date.now() - begun) / 1000 });
      else tell(found, describeLocation(location), (Date.now() - begun) / 1000, terminal);
    } finally {
      await to.close();
    }
  } finally {
    await still.release();
    await from.close();
  }
}

/** @throws CommandFailed */
function targetOf(to: string): EventStoreLocation & { readonly kind: 'eventstoredb' } {
  const isOfAServer = /^esdb(\+discover)?:\/\//.test(to); // what else a log may be in is no place to move it to
  const location = isOfAServer ? named('--to', () => eventStoreLocation(to, '')) : undefined;
  if (location?.kind === 'eventstoredb') return location;
  throw new CommandFailed(
    'Say with --to where the log is to go: esdb://… or esdb+discover://…, such as esdb://localhost:2113?tls=false.',
  );
}

type Logs = Pick<Parameters<typeof migrateLog>[0], 'from' | 'to'>;

/** There may be a million calls. */
const toldEveryMs = 50;

const titles = { looking: 'Looking', moving: 'Moving', verifying: 'Comparing' };

async function moved(
  logs: Logs,
  positions: string | undefined,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Migration> {
  const progress = progressOn(terminal);
  const file = positions === undefined ? undefined : PositionsFile.create(positions);
  let phase: string | undefined;
  let toldAt = 0;
  try {
    const migration = await migrateLog({
      ...logs,
      signal,
      onProgress: (now, done, total) => {
        if (now === phase && done < total && Date.now() - toldAt < toldEveryMs) return;
        toldAt = Date.now();
        if (now !== phase) progress.begin(titles[now], total, 'events', now === 'moving' ? done : 0);
        phase = now;
        progress.update(done, total);
      },
      onMoved: (from, event) => file?.add(from, event),
    });
    await file?.keep();
    return migration;
  } finally {
    progress.end();
    await file?.discard();
  }
}

function placeOf(path: string): LogPlace {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true ? { file: path } : { folder: path };
}

function tell(
  { from, to, events, streams, moved: now, displaced, sha256, engineRuns }: Migration & EngineRuns,
  where: string,
  took: number,
  terminal: Terminal,
): void {
  const before = events > now ? ` (${grouped(events - now)} were there before)` : '';
  line(terminal, `Moved log ${from} to ${where}, where it is log ${to}, in ${seconds(took)}.`);
  line(
    terminal,
    `${grouped(events)} events in ${grouped(streams)} streams${before}: the same on both sides.`,
  );
  line(
    terminal,
    displaced === 0
      ? 'The order of the whole log is the same.'
      : `${grouped(displaced)} events have another place in the order of the whole log; in their streams all are in order.`,
  );
  line(terminal, `SHA-256 of all events: ${sha256}`);
  line(
    terminal,
    engineRuns
      ? 'An engine still writes to the old log. Stop it and run the same command again: it moves what came meanwhile.'
      : notSealed,
  );
}

const notSealed = [
  'The old log is not sealed: an engine that starts on it records into it again, and that cannot be moved any more once the',
  'new log is in use. Rename its folder, and start engines with RAPPORT_EVENT_STORE. Positions of the old log are refused',
  'there: docs/how-to/grow.md says what to do.',
].join('\n');

interface EngineRuns {
  readonly engineRuns: boolean;
}
