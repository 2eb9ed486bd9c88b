const prefix = 'journey-';

export const streamOf = (journeyId: string): string => prefix + journeyId;

/** The journey whose stream it is; undefined where it is not one of a journey. */
export function journeyOf(stream: string): string | undefined {
  return stream.startsWith(prefix) ? stream.slice(prefix.length) : undefined;
}
