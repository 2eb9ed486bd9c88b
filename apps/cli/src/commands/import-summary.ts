import type { ImportSummary, Mapping } from '@rapport/interchange';
import { grouped, seconds } from '../terminal/numbers';

/** What an import did, in a few lines. */
export function describeImport({ name, version }: Mapping, summary: ImportSummary): string {
  const { rows, duplicates, rejectedRows, journeys, commands, rejectedFile } = summary;
  const lines = [
    `Imported ${grouped(rows)} rows as ${name}@${version}${summary.resumed ? ', going on where it was' : ''}: ${seconds(summary.durationSeconds)}, ${grouped(summary.commandsPerSecond)} commands/s.`,
    figure(journeys, 'journeys'),
    figure(commands.recorded, 'commands recorded'),
    commands.replayed > 0 && figure(commands.replayed, 'replayed: the engine knew them already'),
    commands.unchanged > 0 && figure(commands.unchanged, 'unchanged: they said what was so already'),
    commands.refused > 0 && figure(commands.refused, `refused: ${byCode(commands.refusedByCode)}`),
    rejectedRows > 0 && figure(rejectedRows, 'rows with something refused'),
    duplicates > 0 && figure(duplicates, 'rows identical to another'),
    rejectedFile !== undefined && `  listed in ${rejectedFile}, with line, command, code and reason`,
  ];
  return lines
    .filter((each) => each !== false)
    .map((each) => `${each}\n`)
    .join('');
}

const figure = (n: number, what: string): string => `  ${grouped(n).padStart(9)}  ${what}`;

const byCode = (codes: Readonly<Record<string, number>>): string =>
  Object.entries(codes)
    .sort(([, a], [, b]) => b - a)
    .map(([code, n]) => `${grouped(n)} ${code}`)
    .join(', ');
