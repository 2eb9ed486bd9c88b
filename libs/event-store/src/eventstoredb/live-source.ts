import type { SubscribeOptions } from '../event-store';
import { DeliveredEvent, type Decoding } from './delivered-event';
import type { Connection } from './connection';
import { passes, type LogReader } from './log-reader';
import type { Source } from './log-subscription';
import { recordIn } from './wire-record';

interface Parts {
  readonly connection: Connection;
  readonly reader: LogReader;
  readonly decoding: Decoding;
  readonly retryDelayMs: number;
}

/**
 * What a subscription reads. Pages are filtered by the server; what comes live is filtered here, so that each event moves
 * on what is covered: the server's checkpoints come only now and then.
 */
export function liveSource(
  { connection, reader, decoding, retryDelayMs }: Parts,
  { filter, detail = 'full' }: SubscribeOptions,
  batchSize: number,
  headPlace: (stop: AbortSignal) => Promise<number | undefined>,
): Source {
  return {
    connection,
    batchSize,
    retryDelayMs,
    position: (place) => decoding.positions.encode(place),
    async page(after, stop) {
      const head = filter === undefined ? undefined : await headPlace(stop);
      const { events, end } = await reader.scan({
        direction: 'forwards',
        after,
        limit: batchSize,
        filter,
        detail,
        stop,
      });
      const last = events.at(-1)?.place ?? after;
      const reached = end && head !== undefined ? Math.max(head, typeof last === 'number' ? last : 0) : last;
      return { events, end, upTo: reached };
    },
    live(response) {
      const record = recordIn(response);
      if (record === undefined) return undefined;
      const event = new DeliveredEvent(record, detail, decoding);
      return { event: passes(filter, event) ? event : undefined, upTo: event.place };
    },
  };
}
