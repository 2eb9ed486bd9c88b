import { catalogue, eventTypes, type EventType, type JsonSchema } from '@rapport/journey';
import { evidenceEvents } from './events';
import type { Vocabulary } from './vocabulary';

const types: Readonly<Record<string, string>> = {
  number: 'double',
  integer: 'double',
  string: 'string',
  boolean: 'bool',
};

/** Dotted names of a vocabulary or a schema, each with its CEL type. */
function fields(vocabulary: Vocabulary, prefix = ''): [string, string][] {
  return Object.entries(vocabulary).flatMap(([name, type]) =>
    typeof type === 'string' ? [[`${prefix}${name}`, type]] : fields(type, `${prefix}${name}.`),
  );
}

function recorded(schema: JsonSchema, prefix = ''): [string, string][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    property.properties === undefined
      ? [[`${prefix}${name}`, types[property.type ?? 'string'] ?? '']]
      : recorded(property, `${prefix}${name}.`),
  );
}

const isEventType = (type: string): type is EventType => (eventTypes as readonly string[]).includes(type);

describe('what evidence conditions may ask of an event', () => {
  it.each(Object.entries(evidenceEvents))('is recorded with %s, and not personal', (type, vocabulary) => {
    if (!isEventType(type)) throw new Error(`The catalogue has no ${type}.`);
    const { schema, personal } = catalogue.events[type];
    const known = new Map(recorded(schema));
    for (const [name, kind] of fields(vocabulary)) {
      expect([name, known.get(name)]).toEqual([name, kind]);
      expect(personal).not.toContain(name);
    }
  });
});
