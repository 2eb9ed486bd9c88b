import { catalogue, type JourneyEvent } from '@rapport/journey';
import { Ajv } from 'ajv';

/** The schemas are ours, so nobody checks them again; each is compiled when it is first asked for. */
const schemas = new Ajv({ strictTypes: false, meta: false, validateSchema: false });

/**
 * The first event whose data is not of its type. A fold takes it for another thing being said, and fails only at a later event
 * that refers to what was never said.
 */
export const firstDamaged = (events: readonly JourneyEvent[]): JourneyEvent | undefined =>
  events.find(({ type, data }) => !schemas.compile(catalogue.events[type].schema)(data));
