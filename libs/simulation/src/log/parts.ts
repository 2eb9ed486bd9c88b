/** Streams that are simulated in one reading of the log. */
export type Part = (stream: string) => boolean;

/** Splits streams so that about `maxEvents` events are held at a time. */
export function parts(events: number, maxEvents: number, isWanted: Part): readonly Part[] {
  const count = Math.max(1, Math.ceil(events / maxEvents));
  if (count === 1) return [isWanted];
  return Array.from({ length: count }, (_none, part) => (stream: string) => {
    return isWanted(stream) && fnv1a(stream) % count === part;
  });
}

function fnv1a(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
