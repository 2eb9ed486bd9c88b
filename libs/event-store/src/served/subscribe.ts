import { randomUUID } from 'node:crypto';
import { StoreClosed } from '../errors';
import type { EventLog } from '../event-store';
import type { RecordedEvent } from '../event';
import type { ReadReq, ReadResp } from '../eventstoredb/protocol';
import type { Position } from '../position';
import { filterOf } from './filter';
import type { Outlet } from './outlet';
import { PageSize } from './page-size';
import type { Places } from './places';
import { streamOf } from './read-stream';
import { caughtUp, confirmation, Wire } from './to-wire';

/** Events handed over in one go; the log sees to it that large ones are fewer. */
const BATCH_EVENTS = 256;

/** What a caller follows, and how it ends. */
export interface Following {
  readonly log: EventLog;
  readonly places: Places;
  readonly options: ReadReq.Options;
  readonly outlet: Outlet<ReadResp>;
  /** Aborted when the caller goes away. */
  readonly gone: AbortSignal;
  /** Aborted when nothing more is served. */
  readonly stopping: AbortSignal;
}

/** Streams.Read of $all as a subscription: behind a position, to the end of the log and on, with checkpoints where it filters. */
export async function subscribeToAll(following: Following): Promise<void> {
  const { places, options, outlet } = following;
  const filter = filterOf(options);
  const wire = new Wire(places, options);
  let considered = 0;
  await outlet.send(confirmation(randomUUID()));
  await follow(following, startOf(options, places), async (events) => {
    const passes = filter?.passing(events);
    for (const event of events) {
      if (passes?.(event) !== false) await outlet.send(wire.event(event));
      considered += 1;
      if (filter !== undefined && considered % filter.checkpointEvery === 0)
        await outlet.send(wire.checkpoint(event));
    }
  });
}

/** Streams.Read of one stream as a subscription: behind a revision; the stream may come to be only later. */
export async function subscribeToStream(following: Following): Promise<void> {
  const { log, places, options, outlet } = following;
  const stream = streamOf(options);
  const wire = new Wire(places, options);
  let last = await lastBefore(log, stream, options);
  await outlet.send(confirmation(randomUUID()));
  const head = await log.head();
  const deliver = async (events: readonly RecordedEvent[]): Promise<void> => {
    for (const event of events) {
      if (event.stream !== stream || event.revision <= last) continue;
      last = event.revision;
      await outlet.send(wire.event(event));
    }
  };
  for (const size = new PageSize(); ;) {
    const page = await log.readStream(stream, { from: last + 1, limit: size.limit });
    await deliver(page);
    if (page.length < size.limit) break;
    size.learn(page);
  }
  await follow(following, head ?? 'start', deliver, stream);
}

async function follow(
  { log, outlet, gone, stopping }: Following,
  after: Position | 'start' | 'end',
  deliver: (events: readonly RecordedEvent[]) => Promise<void>,
  stream?: string,
): Promise<void> {
  const subscription = log.subscribe(deliver, {
    ...{ after, batchSize: BATCH_EVENTS },
    ...(stream !== undefined && { filter: { streamPrefix: stream } }),
  });
  const leave = (): void => void subscription.close();
  const ends = [gone, stopping];
  for (const end of ends) end.addEventListener('abort', leave);
  if (ends.some(({ aborted }) => aborted)) leave();
  subscription.caughtUp.then(() => outlet.send(caughtUp())).catch(() => undefined); // `closed` says why
  try {
    await subscription.closed;
  } finally {
    for (const end of ends) end.removeEventListener('abort', leave); // the process outlives the caller
  }
  if (!gone.aborted) throw new StoreClosed('Nothing more is served here.'); // who follows is to come again
}

/** How some clients name the end. */
const END = 2n ** 64n - 1n;

function startOf(options: ReadReq.Options, places: Places): Position | 'start' | 'end' {
  const all = options.getAll();
  const place = BigInt(all?.getPosition()?.getCommitPosition() ?? 0);
  if (all?.hasEnd() || place === END) return 'end';
  return all?.hasStart() || place === 0n ? 'start' : places.positionOf(place);
}

/** No stream comes so far: who begins there is told nothing. */
const FARTHEST = Number.MAX_SAFE_INTEGER - 1;

/** The revision behind which events are delivered; -1 for all of the stream. */
async function lastBefore(log: EventLog, stream: string, options: ReadReq.Options): Promise<number> {
  const place = options.getStream();
  if (place?.hasStart()) return -1;
  const revision = BigInt(place?.getRevision() ?? 0);
  if (!place?.hasEnd() && revision !== END) return Math.min(Number(revision), FARTHEST);
  const [newest] = await log.readStream(stream, { direction: 'backwards', limit: 1 });
  return newest?.revision ?? -1;
}
