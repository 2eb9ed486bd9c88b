import { join } from 'node:path';

/** Where a log is: a folder that holds it as `log.sqlite`, or the file itself. */
export type LogPlace = { readonly folder: string } | { readonly file: string };

export const logFile = (place: LogPlace): string =>
  'file' in place ? place.file : join(place.folder, 'log.sqlite');
