import type { EventLog, Position, RecordedEvent } from '@rapport/event-store';
import { streamOf } from '@rapport/packed';

const pageSize = 1_000;

/** A journey's events by revision, up to and including a position of the log; a stream may hold newer ones already. */
export async function historyOf(
  log: Pick<EventLog, 'readStream'>,
  journeyId: string,
  upTo: Position,
): Promise<RecordedEvent[]> {
  const history: RecordedEvent[] = [];
  for (;;) {
    const page = await log.readStream(streamOf(journeyId), { from: history.length, limit: pageSize });
    const newer = page.findIndex(({ position }) => position > upTo);
    history.push(...(newer === -1 ? page : page.slice(0, newer)));
    if (newer !== -1 || page.length < pageSize) return history;
  }
}
