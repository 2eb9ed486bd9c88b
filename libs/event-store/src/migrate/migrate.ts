import { createHash } from 'node:crypto';
import { MigrationRefused } from '../errors';
import type { RecordedEvent } from '../event';
import type { AppendResult, EventLog, ExpectedRevision } from '../event-store';
import type { Position } from '../position';
import { appendsOf } from './appends';
import { Counterparts } from './counterparts';
import { eventsOf } from './events-of';
import { fingerprint } from './fingerprint';
import { Pipeline } from './pipeline';

/** A log that takes events as another one recorded them. */
export interface NewLog extends Pick<EventLog, 'logId' | 'readAll'> {
  /** Keeps engines and other movers away until all is there. */
  readonly moving: {
    check(from: string): Promise<unknown>;
    begin(from: string): Promise<void>;
    end(): Promise<void>;
  };
  restore(
    stream: string,
    events: readonly RecordedEvent[],
    expected: ExpectedRevision,
  ): Promise<AppendResult>;
}

export type MigrationPhase = 'looking' | 'moving' | 'verifying';

export interface MigrationOptions {
  readonly from: Pick<EventLog, 'logId' | 'readAll' | 'count' | 'head'>;
  readonly to: NewLog;
  /** In events, of all that the old log has. */
  readonly onProgress: (phase: MigrationPhase, done: number, total: number) => void;
  /** Where an event was and where it is, in the order of the new log, once it is known to be the same. */
  readonly onMoved: (from: Position, moved: RecordedEvent) => Promise<void> | undefined;
  readonly signal: AbortSignal;
}

export interface Migration {
  /** Ids of the logs. */
  readonly from: string;
  readonly to: string;
  readonly events: number;
  readonly streams: number;
  /** By this run; the others were there. */
  readonly moved: number;
  /** Events that stand elsewhere in the order of the whole log than before; in their streams all are in order. */
  readonly displaced: number;
  /** Of all events with all that they say but their positions, in the order of the new log: the same on both sides. */
  readonly sha256: string;
}

const APPENDS_UNDER_WAY = 256;
const CHARACTERS_UNDER_WAY = 8_000_000;

/**
 * Moves a log into another one, goes on where a former run was broken off, and compares the two at the end, event by event.
 * Ids, times and the order in each stream stay; positions do not.
 * @throws MigrationRefused; what either log and what the signal was aborted with
 */
export async function migrateLog(options: MigrationOptions): Promise<Migration> {
  const { from, signal } = options;
  await options.to.moving.check(from.logId); // says why, where the events alone would say that they are others
  const until = await from.head(); // what is recorded from now on is for the next run
  const run: Run = {
    ...options,
    total: await from.count(),
    old: (after) => eventsOf(from, { after, until, signal }),
    now: () => eventsOf(options.to, { signal }),
  };
  const place = await lookAt(run);
  if (place.found < run.total) await options.to.moving.begin(from.logId);
  const moved = await move(run, place);
  const verified = await verify(run);
  await options.to.moving.end();
  return { ...verified, moved };
}

interface Run extends MigrationOptions {
  readonly total: number;
  old(after?: Position): AsyncGenerator<RecordedEvent>;
  now(): AsyncGenerator<RecordedEvent>;
}

interface Place {
  readonly after: Position | undefined;
  readonly isThere: ReadonlySet<string>;
  readonly found: number;
}

/** How far a former run came. */
async function lookAt({ old, now, total, onProgress }: Run): Promise<Place> {
  const counterparts = new Counterparts(old());
  for await (const event of now()) {
    await counterparts.of(event);
    onProgress('looking', counterparts.found, total);
  }
  return { ...counterparts.place, found: counterparts.found };
}

async function move({ to, old, total, onProgress }: Run, { after, isThere, found }: Place): Promise<number> {
  const pipeline = new Pipeline(APPENDS_UNDER_WAY, CHARACTERS_UNDER_WAY);
  let moved = 0;
  try {
    for await (const events of appendsOf(without(isThere, old(after)))) {
      const [first] = events;
      if (first === undefined) continue;
      const expected = first.revision === 0 ? 'no-stream' : first.revision - 1;
      await pipeline.add(charactersOf(events), async () => {
        await to.restore(first.stream, events, expected);
        moved += events.length;
        onProgress('moving', found + moved, total);
      });
    }
  } finally {
    await pipeline.settled();
  }
  pipeline.check();
  return moved;
}

async function verify({ from, to, old, now, ...run }: Run): Promise<Omit<Migration, 'moved'>> {
  const counterparts = new Counterparts(old());
  const hash = createHash('sha256');
  let streams = 0;
  for await (const event of now()) {
    const { position } = await counterparts.of(event);
    hash.update(fingerprint(event));
    if (event.revision === 0) streams += 1;
    await run.onMoved(position, event);
    run.onProgress('verifying', counterparts.found, run.total);
  }
  const missing = await counterparts.missing();
  if (missing !== undefined)
    throw new MigrationRefused(
      `Event ${missing.revision} of ${missing.stream} is not in the new log. Run the same command again.`,
    );
  const { found: events, displaced } = counterparts;
  return { from: from.logId, to: to.logId, events, streams, displaced, sha256: hash.digest('hex') };
}

async function* without(
  ids: ReadonlySet<string>,
  events: AsyncIterable<RecordedEvent>,
): AsyncGenerator<RecordedEvent> {
  for await (const event of events) if (!ids.has(event.id)) yield event;
}

const charactersOf = (events: readonly RecordedEvent[]): number =>
  events.reduce((sum, { dataText }) => sum + 500 + (dataText?.length ?? 0), 0);
