import {
  migrateLog,
  openEmbeddedReader,
  openEventStoreDBEventStore,
  type LogPlace,
  type Migration,
} from '@rapport/event-store';
import { checkFiles, describeLocation, eventStoreLocation, type EventStoreLocation } from '@rapport/stores';
import { Command, Option } from 'commander';
import { statSync } from 'node:fs';
import { named } from '../data-option';
import { withJson } from '../engine-options';
import { CommandFailed } from '../explain';
import { interruptible } from '../interruption';
import { progressOn } from '../terminal/progress';
import { json, type Terminal } from '../terminal/terminal';
import { brokenOff } from './broken-off';
import { holdStill } from './hold-still';
import { tellMigration } from './migration-report';
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
  named('--to', () => checkFiles(location.connectionString));
  const { positions } = options;
  const file = positions === undefined ? undefined : await PositionsFile.create(positions);
  try {
    await migrateTo(location, file, options, terminal);
  } finally {
    await file?.discard();
  }
}

async function migrateTo(
  location: Target,
  file: PositionsFile | undefined,
  options: MigrateOptions,
  terminal: Terminal,
): Promise<void> {
  const begun = Date.now();
  const place = placeOf(options.from);
  const from = await openEmbeddedReader(place); // without upcasters: events are moved as they were recorded
  const still = await holdStill(place);
  try {
    progressOn(terminal).note(`Connecting to ${describeLocation(location)} …`);
    const to = await openEventStoreDBEventStore({ connectionString: location.connectionString, as: 'mover' });
    try {
      const work = (signal: AbortSignal) => moved({ from, to }, file, terminal, signal);
      const migration = await interruptible(work, 'Run the same command again to go on where it stopped.');
      const found = { ...migration, engineRuns: still.engineRuns };
      if (options.json) json(terminal, { ...found, durationSeconds: (Date.now() - begun) / 1000 });
      else tellMigration(found, describeLocation(location), (Date.now() - begun) / 1000, terminal);
    } finally {
      await to.close();
    }
  } finally {
    await still.release();
    await from.close();
  }
}

type Target = EventStoreLocation & { readonly kind: 'eventstoredb' };

/** @throws CommandFailed */
function targetOf(to: string): Target {
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
  file: PositionsFile | undefined,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Migration> {
  const progress = progressOn(terminal);
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
  } catch (error) {
    throw brokenOff(error);
  } finally {
    progress.end();
  }
}

/** @throws CommandFailed */
function placeOf(path: string): LogPlace {
  if (path.includes('://'))
    throw new CommandFailed('--from must be the data folder of an engine, or the file of a backup.');
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true ? { file: path } : { folder: path };
}
