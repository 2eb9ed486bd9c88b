import { catalogue, eventTypes } from '../catalogue/catalogue';
import type { EventKind } from '../catalogue/events';
import type { JsonSchema } from '../catalogue/json-schema';

/** One schema version of an event type, as it may be stored. */
export interface CataloguedVersion {
  readonly schema: JsonSchema;
  /** Paths of the personal fields. */
  readonly personal: readonly string[];
}

export interface CataloguedEvent {
  readonly kind: EventKind;
  /** By schema version. */
  readonly versions: Readonly<Record<string, CataloguedVersion>>;
}

/** Every version of every type of event that a log may hold. */
export type EventCatalogue = Readonly<Record<string, CataloguedEvent>>;

/** What this code writes: each type at its one current version. */
export const writtenNow = (): EventCatalogue =>
  Object.fromEntries(
    eventTypes.map((type) => {
      const { kind, schemaVersion, schema, personal } = catalogue.events[type];
      return [type, { kind, versions: { [schemaVersion]: { schema, personal } } }];
    }),
  );

/** The committed catalogue brought up to date: older versions stay, since logs hold them. */
export function renewed(committed: EventCatalogue, written: EventCatalogue): EventCatalogue {
  const types = Object.keys(written).sort();
  return Object.fromEntries(
    types.flatMap((type) => {
      const now = written[type];
      if (now === undefined) return [];
      return [[type, { kind: now.kind, versions: { ...committed[type]?.versions, ...now.versions } }]];
    }),
  );
}

/** The text of the committed file. */
export const catalogueText = (events: EventCatalogue): string => `${JSON.stringify(events, null, 2)}\n`;
