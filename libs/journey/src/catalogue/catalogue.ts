import type { Class } from '../kernel/class';
import type { CommandDefinition } from '../kernel/command';
import { ids } from '../payload/fields';
import { personal } from '../payload/personal';
import { commands } from './commands';
import type { CommandName } from './commands';
import { decisionClasses, eventClasses, isEventType } from './events';
import type { EventKind, EventType, FactType } from './events';
import { jsonSchema, markedPaths } from './json-schema';
import type { JsonSchema } from './json-schema';

/** A payload class with what is compiled from it. */
interface PayloadEntry {
  readonly payload: Class<object>;
  readonly schema: JsonSchema;
  /** Paths of the personal fields, `identity.key`. */
  readonly personal: readonly string[];
  /** Paths of the ids of things within the journey, `about.id`. */
  readonly ids: readonly string[];
}

export interface CommandEntry extends PayloadEntry {
  readonly name: CommandName;
  /** The type of event that it records. */
  readonly records: EventType;
  readonly definition: CommandDefinition;
}

export interface EventEntry extends PayloadEntry {
  readonly type: EventType;
  /** `fact`: what the world told us; `decision`: what our policy made of it. */
  readonly kind: EventKind;
  /** The version that is written now. */
  readonly schemaVersion: number;
}

export interface Catalogue {
  readonly commands: Readonly<Record<CommandName, CommandEntry>>;
  readonly events: Readonly<Record<EventType, EventEntry>>;
}

export const commandNames = Object.keys(commands) as CommandName[];
export const eventTypes = Object.keys(eventClasses) as EventType[];

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(commands, name);

/** The behaviour behind a name, whatever its types. */
export const definitionOf = (name: CommandName): CommandDefinition => commands[name];

const compiled = (payload: Class<object>): PayloadEntry => ({
  payload,
  schema: jsonSchema(payload),
  personal: markedPaths(payload, personal),
  ids: markedPaths(payload, ids),
});

function recordedBy(definition: CommandDefinition): EventType {
  const type = definition.records.name;
  if (!isEventType(type))
    throw new Error(`${definition.name} records ${type}, which the catalogue does not know.`);
  return type;
}

function commandEntry(name: CommandName): CommandEntry {
  const definition = definitionOf(name);
  return { name, ...compiled(definition.payload), records: recordedBy(definition), definition };
}

const definitions = new Map(commandNames.map((name) => [recordedBy(definitionOf(name)), definitionOf(name)]));

/** The behaviour that records a type of fact, whatever its types. */
export function definitionOfFact(type: FactType): CommandDefinition {
  const definition = definitions.get(type);
  if (definition === undefined) throw new Error(`No command records ${type}.`);
  return definition;
}

const eventEntry = (type: EventType): EventEntry => ({
  type,
  kind: Object.hasOwn(decisionClasses, type) ? 'decision' : 'fact',
  schemaVersion: definitions.get(type)?.schemaVersion ?? 1,
  ...compiled(eventClasses[type]),
});

const byKey = <Key extends string, Entry>(
  keys: readonly Key[],
  entry: (key: Key) => Entry,
): Record<Key, Entry> => Object.fromEntries(keys.map((key) => [key, entry(key)])) as Record<Key, Entry>;

/** Everything that can be asked of a journey and everything that can be recorded about one. */
export const catalogue: Catalogue = {
  commands: byKey(commandNames, commandEntry),
  events: byKey(eventTypes, eventEntry),
};
