import { openEmbeddedReader } from '@rapport/event-store';
import { Command } from 'commander';
import { stat } from 'node:fs/promises';
import { logFolderOf, withLog, type LogOptions } from '../data-option';
import { withJson } from '../engine-options';
import { CommandFailed } from '../explain';
import { bytes } from '../terminal/numbers';
import { json, line, type Terminal } from '../terminal/terminal';

/** `rapport backup DEST` */
export function backupCommand(terminal: Terminal): Command {
  return withJson(withLog(new Command('backup')))
    .description('Copy the log to a new file, also while the engine writes to it')
    .argument('<destination>', 'a file that does not exist yet')
    .addHelpText('after', '\nRead models are not copied: they are built anew from the log.')
    .action((destination: string, options: LogOptions) => backup(destination, options, terminal));
}

async function backup(destination: string, options: LogOptions, terminal: Terminal): Promise<void> {
  const folder = logFolderOf(options, 'back it up with its own means, as docs/how-to/grow.md says.');
  const found = await stat(destination).catch(() => undefined);
  if (found?.isDirectory() === true)
    throw new CommandFailed(
      `${destination} is a folder. Name a file in it, such as ${destination}/log.sqlite.`,
    );
  const log = await openEmbeddedReader({ folder });
  try {
    await log.backup(destination);
  } finally {
    await log.close();
  }
  const { size } = await stat(destination);
  if (options.json) json(terminal, { destination, bytes: size, logId: log.logId });
  else {
    line(terminal, `Copied log ${log.logId} to ${destination} (${bytes(size)}).`);
    line(terminal, `Check it with: rapport verify ${destination}`);
  }
}
