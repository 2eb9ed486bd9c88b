import type { Class } from '../kernel/class';
import type { CommandDefinition } from '../kernel/command';
import { ids } from '../payload/fields';
import { markedPaths } from '../payload/marked-paths';
import { personal } from '../payload/personal';
import { commands } from './commands';
import type { CommandName } from './commands';
import { decisionClasses, eventClasses, isEventType } from './events';
import type { EventKind, EventType, FactType } from './events';
import { jsonSchema } from './json-schema';
import type { JsonSchema } from './json-schema';

/** A payload class with what is compiled from it, when it is first asked for: threads that only fold never ask. */
class PayloadEntry {
  private compiledSchema: JsonSchema | undefined;
  private personalPaths: readonly string[] | undefined;
  private idPaths: readonly string[] | undefined;

  constructor(readonly payload: Class<object>) {}

  get schema(): JsonSchema {
    return (this.compiledSchema ??= jsonSchema(this.payload));
  }

  /** Paths of the personal fields, `identity.key`. */
  get personal(): readonly string[] {
    return (this.personalPaths ??= markedPaths(this.payload, personal));
  }

  /** Paths of the ids of things within the journey, `about.id`. */
  get ids(): readonly string[] {
    return (this.idPaths ??= markedPaths(this.payload, ids));
  }
}

export class CommandEntry extends PayloadEntry {
  readonly definition: CommandDefinition;
  /** The type of event that it records. */
  readonly records: EventType;

  constructor(readonly name: CommandName) {
    const definition = definitionOf(name);
    super(definition.payload);
    this.definition = definition;
    this.records = recordedBy(definition);
  }
}

export class EventEntry extends PayloadEntry {
  /** `fact`: what the world told us; `decision`: what our policy made of it. */
  readonly kind: EventKind;
  /** The version that is written now. */
  readonly schemaVersion: number;

  constructor(readonly type: EventType) {
    super(eventClasses[type]);
    this.kind = Object.hasOwn(decisionClasses, type) ? 'decision' : 'fact';
    this.schemaVersion = definitions.get(type)?.schemaVersion ?? 1;
  }
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

function recordedBy(definition: CommandDefinition): EventType {
  const type = definition.records.name;
  if (!isEventType(type))
    throw new Error(`${definition.name} records ${type}, which the catalogue does not know.`);
  return type;
}

const definitions = new Map(commandNames.map((name) => [recordedBy(definitionOf(name)), definitionOf(name)]));

/** The behaviour that records a type of fact, whatever its types. */
export function definitionOfFact(type: FactType): CommandDefinition {
  const definition = definitions.get(type);
  if (definition === undefined) throw new Error(`No command records ${type}.`);
  return definition;
}

const byKey = <Key extends string, Entry>(
  keys: readonly Key[],
  entry: (key: Key) => Entry,
): Record<Key, Entry> => Object.fromEntries(keys.map((key) => [key, entry(key)])) as Record<Key, Entry>;

/** Everything that can be asked of a journey and everything that can be recorded about one. */
export const catalogue: Catalogue = {
  commands: byKey(commandNames, (name) => new CommandEntry(name)),
  events: byKey(eventTypes, (type) => new EventEntry(type)),
};
