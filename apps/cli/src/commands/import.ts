import { Command } from 'commander';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import {
  readMapping,
  runImport,
  type ImportObserver,
  type ImportSummary,
  type Mapping,
} from '@rapport/interchange';
import { clientOf, waitNotice, withEngine, type EngineOptions } from '../engine-options';
import { CommandFailed } from '../explain';
import { interruptible } from '../interruption';
import { packageRoot } from '../package-root';
import { describeImport, isUnusable } from './import-summary';
import { progressOn, type Progress } from '../terminal/progress';
import { json, type Terminal } from '../terminal/terminal';

interface ImportCommandOptions extends EngineOptions {
  readonly mapping: string;
  readonly rejected?: string;
  readonly work: string;
}

type Format = Mapping['format'];

/** `rapport import xes|csv PATH --mapping FILE` */
export function importCommand(terminal: Terminal): Command {
  const command = new Command('import').description('Import a log into the engine, as a mapping says');
  command.addCommand(ofFormat('xes', 'FILE', 'an XES event log (.xes, .xes.gz)', terminal));
  command.addCommand(
    ofFormat(
      'csv',
      'PATH',
      'a CSV file, or a folder of several that the mapping joins (.csv, .csv.gz)',
      terminal,
    ),
  );
  return command;
}

function ofFormat(format: Format, argument: string, what: string, terminal: Terminal): Command {
  return withEngine(new Command(format))
    .description(`Import ${what}`)
    .argument(`<${argument}>`, what)
    .requiredOption('--mapping <file>', 'what the rows mean (YAML), such as examples/mappings/helpdesk.yaml')
    .option('--rejected <file>', 'where refused rows are listed (default: ./<file>.rejected.ndjson)')
    .option('--work <folder>', 'where an interrupted import is kept', defaultWorkFolder())
    .addHelpText(
      'after',
      '\nThe same import again changes nothing; after an interruption it goes on where it was.',
    )
    .action((path: string, options: ImportCommandOptions) => importFile(format, path, options, terminal));
}

async function importFile(
  format: Format,
  path: string,
  options: ImportCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const mapping = await mappingOf(options.mapping, format);
  const progress = progressOn(terminal);
  const work = (signal: AbortSignal) =>
    runImport({
      mapping,
      path,
      client: clientOf(options, { signal, onWait: waitNotice(progress) }),
      workFolder: options.work,
      rejectedFile: options.rejected ?? `${basename(path)}.rejected.ndjson`,
      observer: observerOf(progress),
      signal,
    });
  try {
    const summary = await interruptible(work, 'Run the same command again to go on where it stopped.');
    progress.end();
    if (options.json) json(terminal, summary);
    else terminal.out(describeImport(mapping, summary));
    if (isUnusable(summary)) throw new CommandFailed(nothingImported(summary));
  } finally {
    progress.end();
  }
}

const nothingImported = ({ rejectedFile }: ImportSummary): string =>
  `Nothing was imported. ${rejectedFile ?? 'The list'} says why, row by row. See whether the mapping is for these files.`;

async function mappingOf(file: string, format: Format): Promise<Mapping> {
  if (!existsSync(file)) {
    const shipped = join(packageRoot(), 'examples', 'mappings');
    throw new CommandFailed(`There is no mapping at ${file}. Those that ship are in ${shipped}.`);
  }
  const mapping = await readMapping(file);
  if (mapping.format === format) return mapping;
  throw new CommandFailed(
    `The mapping ${file} is for ${mapping.format}. Run: rapport import ${mapping.format} …`,
  );
}

const titles = { reading: 'Reading', converting: 'Converting', sending: 'Sending' };

const observerOf = (progress: Progress): ImportObserver => ({
  begin: (phase, total, unit, done) => progress.begin(titles[phase], total, unit, done),
  progress: (done) => progress.update(done),
  note: (message) => progress.note(message),
});

/** Where programs of one user keep their state (XDG base directories). */
const defaultWorkFolder = (): string =>
  join(process.env.XDG_STATE_HOME ?? join(homedir(), '.local', 'state'), 'rapport', 'imports');
