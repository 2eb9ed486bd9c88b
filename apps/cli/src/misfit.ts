import { openEmbeddedReader, Upcasters, type LogPlace, type RecordedEvent } from '@rapport/event-store';
import { catalogue, isEventType, upcasts } from '@rapport/journey';
import { Ajv, type ValidateFunction } from 'ajv';
import { setImmediate as nextTurn } from 'node:timers/promises';

const pageEvents = 5_000;

/**
 * The first event of a log whose data is not what its type says, and what is wrong with it, in words that quote no data;
 * undefined where all fit. Of types and versions that this code does not know nothing is said.
 * @throws StoreMissing, NewerFormat, CorruptStore
 */
export async function firstMisfit(place: LogPlace): Promise<string | undefined> {
  const log = await openEmbeddedReader({ ...place, upcasters: Upcasters.of(upcasts) });
  const fits = new Fits();
  try {
    for (let after = {}, end = false; !end;) {
      const page = await log.readAll({ limit: pageEvents, detail: 'fold', ...after });
      for (const event of page.events) {
        const fault = fits.faultOf(event);
        if (fault !== undefined) return `${placeOf(event)} is not what its type says: ${fault}`;
      }
      ({ end } = page);
      after = { after: page.next };
      await nextTurn();
    }
    return undefined;
  } finally {
    await log.close();
  }
}

/** What the catalogue says of each type, compiled when it is met. */
class Fits {
  private readonly ajv = new Ajv();
  private readonly validators = new Map<string, ValidateFunction>();

  faultOf({ type, schemaVersion, data }: RecordedEvent): string | undefined {
    if (!isEventType(type) || catalogue.events[type].schemaVersion !== schemaVersion) return undefined;
    const validate = this.validators.get(type) ?? this.ajv.compile(catalogue.events[type].schema);
    this.validators.set(type, validate);
    if (validate(data)) return undefined;
    const [error] = validate.errors ?? [];
    return `data${error?.instancePath ?? ''} ${error?.message ?? 'does not fit'}`;
  }
}

const placeOf = ({ revision, stream, type }: RecordedEvent): string =>
  `the data of revision ${revision} of stream ${stream} (${type})`;
