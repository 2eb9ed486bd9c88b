import type { LogReader } from './log-reader';

/** Events from which the bytes of one are estimated. */
const SAMPLE = 100;

/** How many events lie behind a place, by the bytes that the newest ones take; the server counts none. */
export async function estimateCount(reader: LogReader, after: number): Promise<number> {
  const scan = {
    direction: 'backwards',
    after: 'end',
    limit: SAMPLE,
    filter: undefined,
    detail: 'fold',
  } as const;
  const places = (await reader.scan(scan)).events.map(({ place }) => place);
  const [newest, oldest] = [places[0] ?? 0, places.at(-1) ?? 0];
  const behind = places.filter((place) => place > after).length;
  if (behind < SAMPLE) return behind;
  const bytes = (newest - oldest) / (places.length - 1);
  return Math.max(SAMPLE, Math.round((newest - after) / bytes));
}
