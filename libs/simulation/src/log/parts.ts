/** Streams that are simulated in one reading of the log. */
export type Part = (stream: string) => boolean;

/** A share of all journeys, for one of several threads. */
export interface Share {
  /** From 0. */
  readonly index: number;
  readonly of: number;
}

/** Splits a share of the streams so that about `maxEvents` events are held at a time. */
export function parts(events: number, maxEvents: number, share: Share, isWanted: Part): readonly Part[] {
  const perShare = Math.max(1, Math.ceil(events / share.of / maxEvents));
  const all = perShare * share.of;
  if (all === 1) return [isWanted];
  return Array.from({ length: perShare }, (_none, part) => {
    const number = share.index * perShare + part;
    return (stream: string) => isWanted(stream) && fnv1a(stream) % all === number;
  });
}

function fnv1a(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
