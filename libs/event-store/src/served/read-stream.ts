import type { EventLog } from '../event-store';
import { ReadResp, type ReadReq } from '../eventstoredb/protocol';
import { streamIn } from './from-wire';
import type { Outlet } from './outlet';
import { PageSize } from './page-size';
import type { Places } from './places';
import { directionOf } from './read-all';
import { streamNotFound, Wire } from './to-wire';

/** Streams.Read of one stream with a count. */
export async function readStream(
  log: EventLog,
  places: Places,
  options: ReadReq.Options,
  outlet: Outlet<ReadResp>,
): Promise<void> {
  const stream = streamOf(options);
  const [newest] = await log.readStream(stream, { direction: 'backwards', limit: 1 });
  if (newest === undefined) return outlet.send(streamNotFound(stream));
  const wire = new Wire(places, options);
  const forwards = directionOf(options) === 'forwards';
  const step = forwards ? 1 : -1;
  const size = new PageSize();
  let from = firstRevision(options, forwards, newest.revision);
  for (let left = Number(options.getCount()); left > 0 && from >= 0 && from <= newest.revision;) {
    const page = await log.readStream(stream, {
      direction: directionOf(options),
      from,
      limit: Math.min(left, size.limit),
    });
    for (const event of page) await outlet.send(wire.event(event));
    size.learn(page);
    left -= page.length;
    from += step * page.length;
  }
  if (tellsLastRevision(options))
    await outlet.send(new ReadResp().setLastStreamPosition(String(newest.revision)));
}

export const streamOf = (options: ReadReq.Options): string => streamIn(options.getStream());

function firstRevision(options: ReadReq.Options, forwards: boolean, newest: number): number {
  const place = options.getStream();
  if (place?.hasStart()) return 0;
  if (place?.hasEnd()) return forwards ? newest + 1 : newest;
  const revision = Number(place?.getRevision() ?? 0);
  return forwards ? revision : Math.min(revision, newest);
}

/** Newer clients ask for it. */
const tellsLastRevision = (options: ReadReq.Options): boolean =>
  (options.getControlOption()?.getCompatibility() ?? 0) >= 1;
