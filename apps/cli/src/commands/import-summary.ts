import type { ImportSummary, Mapping } from '@rapport/interchange';
import { grouped, seconds } from '../terminal/numbers';

/** What an import did, in a few lines. */
export function describeImport(mapping: Pick<Mapping, 'name' | 'version'>, summary: ImportSummary): string {
  const { duplicates, rejectedRows, unplayedByCode, journeys, commands, rejectedFile } = summary;
  const unplayed = Object.values(unplayedByCode).reduce((a, b) => a + b, 0);
  const lines = [
    headline(mapping, summary),
    figure(journeys, 'journeys'),
    figure(commands.recorded, 'commands recorded'),
    commands.replayed > 0 && figure(commands.replayed, 'replayed: the engine knew them already'),
    commands.unchanged > 0 && figure(commands.unchanged, 'unchanged: they said what was so already'),
    commands.refused > 0 && figure(commands.refused, `refused: ${byCode(commands.refusedByCode)}`),
    unplayed > 0 && figure(unplayed, `rows that became no command: ${byCode(unplayedByCode)}`),
    rejectedRows > 0 && figure(rejectedRows, 'rows with something refused'),
    duplicates > 0 && figure(duplicates, 'rows identical to another'),
    rejectedFile !== undefined && `  listed in ${rejectedFile}, with line, command, code and reason`,
  ];
  return lines
    .filter((each) => each !== false)
    .map((each) => `${each}\n`)
    .join('');
}

/** Whether rows were read and not one of them, identical ones apart, led to anything. */
export const isUnusable = ({ rows, duplicates, unusedRows }: ImportSummary): boolean =>
  unusedRows > 0 && unusedRows === rows - duplicates;

function headline({ name, version }: Pick<Mapping, 'name' | 'version'>, summary: ImportSummary): string {
  const { resumed, durationSeconds, commandsPerSecond } = summary;
  const going = resumed ? ', going on where it was' : '';
  const pace = `${seconds(durationSeconds)}, ${grouped(commandsPerSecond)} commands/s`;
  return `${outcome(summary)} as ${name}@${version}${going}: ${pace}.`;
}

/** Does not call it imported where more than half of the rows, identical ones apart, led to nothing. */
function outcome(summary: ImportSummary): string {
  const { rows, duplicates, unusedRows } = summary;
  const different = rows - duplicates;
  if (isUnusable(summary)) return `None of ${grouped(different)} rows could be used`;
  if (2 * unusedRows > different)
    return `Only ${grouped(different - unusedRows)} of ${grouped(different)} rows could be used`;
  return `Imported ${grouped(rows)} rows`;
}

const figure = (n: number, what: string): string => `  ${grouped(n).padStart(9)}  ${what}`;

const byCode = (codes: Readonly<Record<string, number>>): string =>
  Object.entries(codes)
    .sort(([, a], [, b]) => b - a)
    .map(([code, n]) => `${grouped(n)} ${code}`)
    .join(', ');
