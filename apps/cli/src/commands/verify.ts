import { verifyEmbedded, type LogPlace, type Verification } from '@rapport/event-store';
import { Command } from 'commander';
import { logFolderOf, withLog, type LogOptions } from '../data-option';
import { withJson } from '../engine-options';
import { CommandFailed } from '../explain';
import { grouped } from '../terminal/numbers';
import { json, line, type Terminal } from '../terminal/terminal';

/** `rapport verify [FILE]` */
export function verifyCommand(terminal: Terminal): Command {
  return withJson(withLog(new Command('verify')))
    .description(
      'Check the log, or a backup of it, from its first event to its last, also while the engine runs',
    )
    .argument('[file]', "a backup; default: the engine's own log")
    .action((file: string | undefined, options: LogOptions) => verify(file, options, terminal));
}

async function verify(file: string | undefined, options: LogOptions, terminal: Terminal): Promise<void> {
  const place = file === undefined ? { folder: folderOf(options) } : { file };
  const result = await verified(place);
  if (options.json) json(terminal, result);
  if (!result.sound)
    throw new CommandFailed(
      `The log is damaged: ${result.fault}\nStop the engine, keep this file, and go on from the last backup that verifies.`,
    );
  const { logId, events, streams } = result;
  if (!options.json)
    line(terminal, `Log ${logId} is sound: ${grouped(events)} events in ${grouped(streams)} streams.`);
}

/** First the file, then what its events say. */
async function verified(place: LogPlace): Promise<Verification> {
  const result = await verifyEmbedded(place);
  if (!result.sound) return result;
  const { firstMisfit } = await import('../misfit.js'); // the schemas of all events: no other command needs them
  const fault = await firstMisfit(place);
  return fault === undefined ? result : { sound: false, fault };
}

const folderOf = (options: LogOptions): string =>
  logFolderOf(options, 'it verifies its own files. Name the file of a backup to verify that.');
