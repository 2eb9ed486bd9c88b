import { PositionCodec } from '../position-codec';
import { Upcasters } from '../upcasters';
import { AppendChannel } from './append-channel';
import { Connection } from './connection';
import { EventStoreDBEventStore } from './eventstoredb-event-store';
import { findLogId } from './log-id';
import { LogReader, type Tries } from './log-reader';
import { Moving } from './moving';

export interface EventStoreDBOptions {
  /** `esdb://…` or `esdb+discover://…`, with hosts, credentials, certificates and times as EventStoreDB documents them. */
  readonly connectionString: string;
  readonly upcasters?: Upcasters;
  /** How long an append is tried for through failures of the server, before its outcome is called unknown; default 15,000, of a mover 60,000: longer than it takes to notice a leader that hangs. */
  readonly giveUpAfterMs?: number;
  /** Pause before the first new attempt at what failed; default 100. */
  readonly retryDelayMs?: number;
  /** `mover`: who moves another log into this one, and may open it before all of that is here. Default: `engine`. */
  readonly as?: 'engine' | 'mover';
}

/** For who asks whether the server answers at all. */
const probing: Tries = { attempts: 2, withinMs: 1_000, answersWithinMs: 2_500 };

/**
 * Opens the log in EventStoreDB; gives it an id where it has none.
 * @throws StoreUnavailable, StoreReadOnly, CorruptStore, MigrationRefused as a mover beside another application's events, Error where the connection string cannot be read
 */
export async function openEventStoreDBEventStore(
  options: EventStoreDBOptions,
): Promise<EventStoreDBEventStore> {
  const { upcasters = new Upcasters(), as = 'engine', retryDelayMs = 100 } = options;
  const { giveUpAfterMs = as === 'mover' ? 60_000 : 15_000 } = options;
  const connection = new Connection(options.connectionString);
  const appends = new AppendChannel(connection, { giveUpAfterMs, retryDelayMs, inOrder: as === 'mover' });
  try {
    const bare = new LogReader(connection, { positions: new PositionCodec(''), upcasters });
    const moving = new Moving(bare, appends);
    if (as === 'mover') await moving.refuseBesideOthers();
    const logId = await findLogId(bare, appends);
    if (as === 'engine') await moving.refuse();
    const decoding = { positions: new PositionCodec(logId), upcasters };
    const reader = new LogReader(connection, decoding);
    const probe = new LogReader(connection, decoding, probing);
    const parts = { connection, reader, probe, appends, logId, moving, decoding, retryDelayMs };
    return new EventStoreDBEventStore(parts);
  } catch (error) {
    await connection.close();
    throw error;
  }
}
