import type { LogReader } from './log-reader';
import type { Start } from './read-request';

/** Events at each end of the stretch from which the bytes of one are estimated. */
const SAMPLE = 100;

/**
 * How many events lie behind a place, by the bytes that those at both ends of the stretch take, since their size may change along
 * the log; the server counts none. Exact where fewer than a sample do.
 * @throws ForeignPosition where no event begins at the place and more than a sample lie behind it
 */
export async function estimateCount(reader: LogReader, after: number): Promise<number> {
  const newest = await places(reader, 'backwards', 'end');
  const behind = newest.filter((place) => place > after).length;
  if (behind < SAMPLE) return behind;
  const oldest = await places(reader, 'forwards', after === 0 ? 'start' : after);
  const bytes = (bytesEach(newest) + bytesEach(oldest)) / 2;
  return Math.max(SAMPLE, Math.round((Math.max(...newest) - after) / bytes));
}

async function places(
  reader: LogReader,
  direction: 'forwards' | 'backwards',
  after: Start,
): Promise<readonly number[]> {
  const scan = { direction, after, limit: SAMPLE, filter: undefined, detail: 'fold' } as const;
  return (await reader.scan(scan)).events.map(({ place }) => place);
}

const bytesEach = (found: readonly number[]): number =>
  (Math.max(...found) - Math.min(...found)) / (found.length - 1);
