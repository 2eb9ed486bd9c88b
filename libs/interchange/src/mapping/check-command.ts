import { catalogue, isCommandName, type JsonSchema } from '@rapport/journey';
import type { CommandDocument } from './document';
import { unknownName } from './nearest';
import type { Path } from './mapping-text';

export interface CommandFault {
  /** Below the command. */
  readonly path: Path;
  /** The key in the object at the path that is wrong; absent where the value is. */
  readonly key?: string;
  readonly message: string;
}

/** Set by the import itself. */
const ours = ['source', 'implied'];

/** What the engine would refuse of a command whatever the row says: its name, its fields' names, literal values. */
export function commandFaults({ command, fields = {} }: CommandDocument): readonly CommandFault[] {
  if (!isCommandName(command))
    return [{ path: ['command'], message: unknownName('command', command, Object.keys(catalogue.commands)) }];
  const { properties = {}, required = [] } = catalogue.commands[command].schema;
  const open = Object.fromEntries(Object.entries(properties).filter(([name]) => !ours.includes(name)));
  return valueFaults(fields, { type: 'object', properties: open, required }, ['fields'], command);
}

function valueFaults(
  value: unknown,
  schema: JsonSchema,
  path: Path,
  command: string,
): readonly CommandFault[] {
  if (typeof value === 'string' && value.startsWith('=')) return [];
  if (schema.enum !== undefined && !schema.enum.some((each) => each === value))
    return [
      { path, message: `\`${String(path.at(-1))}\` of ${command} is one of: ${schema.enum.join(', ')}.` },
    ];
  if (schema.properties === undefined) return [];
  if (typeof value !== 'object' || value === null)
    return [
      {
        path,
        message: `\`${String(path.at(-1))}\` of ${command} is an object with ${Object.keys(schema.properties).join(', ')}.`,
      },
    ];
  return objectFaults(value, schema.properties, schema.required ?? [], path, command);
}

function objectFaults(
  value: object,
  properties: NonNullable<JsonSchema['properties']>,
  required: readonly string[],
  path: Path,
  command: string,
): readonly CommandFault[] {
  const missing = required
    .filter((name) => !(name in value))
    .map((name) => ({ path, message: `\`${name}\` is missing: ${command} needs ${required.join(', ')}.` }));
  const members = Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    const schema = properties[name];
    return schema === undefined
      ? [{ path, key: name, message: unknownName('field', name, Object.keys(properties), command) }]
      : valueFaults(member, schema, [...path, name], command);
  });
  return [...missing, ...members];
}

/** The longest text that a field of a command takes; undefined where it has no limit of its own. */
export const maxLengthOf = (command: string, field: string): number | undefined =>
  isCommandName(command) ? catalogue.commands[command].schema.properties?.[field]?.maxLength : undefined;
