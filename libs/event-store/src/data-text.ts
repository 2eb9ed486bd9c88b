import type { RecordedEvent } from './event';

/** The data as JSON; that of an older version has no text until it is made one. */
export const dataTextOf = (event: RecordedEvent): string => event.dataText ?? JSON.stringify(event.data);
