/** A share of the journeys that is held in memory at a time. */
export interface Slab {
  holds(journeyId: string): boolean;
}

/**
 * Splits the journeys so that about `maxEvents` events are held at a time. One slab takes one reading of the log, each
 * further slab another one: bounded memory for reading more often.
 */
export function slabs(totalEvents: number, maxEvents: number): readonly Slab[] {
  const count = Math.max(1, Math.ceil(totalEvents / maxEvents));
  if (count === 1) return [{ holds: () => true }];
  return Array.from({ length: count }, (_, index) => ({
    holds: (journeyId) => hash(journeyId) % count === index,
  }));
}

/** FNV-1a */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
