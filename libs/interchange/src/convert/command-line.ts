import { shorten } from './shorten';
import { jsonValue } from '../expression/json-value';
import { commandIdOf } from '../ids';
import { maxLengthOf } from '../mapping/check-command';
import type { CommandTemplate, Mapping } from '../mapping/mapping';
import { instantOf, type Millis } from '../time/instant';

/** What all commands of one row share. */
export interface RowFrame {
  readonly mapping: Mapping;
  readonly journeyId: string;
  readonly groupKey: string;
  readonly at: Millis;
  /** `<content hash>#<ordinal>` */
  readonly row: string;
}

export interface CommandLine {
  readonly command: string;
  readonly at: Millis;
  /** The line of NDJSON. */
  readonly body: string;
  /** Fields whose text was cut to what the command takes. */
  readonly shortened: readonly string[];
}

/**
 * @param occurrence which command of this name it is for the row, from 0
 * @throws Error where an expression has no value for this row
 */
export function commandLine(
  template: CommandTemplate,
  context: Readonly<Record<string, unknown>>,
  occurrence: number,
  { mapping, journeyId, groupKey, at: rowAt, row }: RowFrame,
): CommandLine {
  const at = template.at === undefined ? rowAt : instantOf(template.at.evaluate(context), mapping.zone);
  const shortened: string[] = [];
  const fields = withinLimits(template.command, jsonValue(template.fields(context)) ?? {}, shortened);
  const externalId = jsonValue(template.externalId?.(context)) ?? groupKey;
  const body = {
    command: template.command,
    journeyId,
    commandId: commandIdOf(mapping.name, mapping.source, row, template.command, occurrence),
    occurredAt: new Date(at).toISOString(),
    ...fields,
    ...(template.implied(context) === true && { implied: true }),
    source: { system: mapping.source, externalId, mapping: `${mapping.name}@${mapping.version}`, row },
  };
  return { command: template.command, at, body: JSON.stringify(body), shortened };
}

function withinLimits(command: string, fields: object, shortened: string[]): object {
  const entries = Object.entries(fields).map(([name, value]: [string, unknown]) => {
    const limit = maxLengthOf(command, name);
    if (typeof value !== 'string' || limit === undefined || value.length <= limit) return [name, value];
    shortened.push(name);
    return [name, shorten(value, limit)];
  });
  return Object.fromEntries(entries) as object;
}
