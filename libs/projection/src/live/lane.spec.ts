import type { Position, RecordedEvent } from '@rapport/event-store';
import type { Policies } from '@rapport/policy';
import { text } from '@rapport/read-store';
import { setImmediate } from 'node:timers/promises';
import { MemoryBuild } from '../../compliance/memory-build';
import { projection } from '../definition';
import { Folder } from '../fold/folder';
import { groupByJourney } from '../group/group';
import { Batch } from './batch';
import { KeptHistories } from './kept-histories';
import { Lane } from './lane';

/** The path of a journey's cases, in the order in which they were folded. */
const paths = projection({
  name: 'paths',
  version: 1,
  fold: {
    initial: () => '',
    on: {
      CaseOpened(path, { data }) {
        if (data.caseId === 'poison') throw new Error('No.');
        return `${path}+${data.caseId}`;
      },
      CaseClosed: (path, { data }) => `${path}-${data.caseId}`,
    },
  },
  table: { path: text() },
  rows: (path) => [{ part: '', row: { path } }],
});

const position = (n: number) => `log-${String(n).padStart(4, '0')}` as Position;

/** A log of two journeys and the lane that follows it, with what it read and wrote on the way. */
class Scene {
  readonly reads: string[] = [];
  readingAtMost = 0;
  private reading = 0;
  readonly build = new MemoryBuild();
  readonly lane: Lane;
  private readonly log: RecordedEvent[] = [];
  private readonly histories = new KeptHistories();
  private after: Position | undefined;

  constructor(cachedEvents = 1_000) {
    const folder = new Folder(paths, {} as Policies);
    this.lane = new Lane('paths', folder, this.build.asBuild, 'log', undefined, cachedEvents);
  }

  /** A batch of events, each `[type, caseId, occurredAt]`, on journey j unless another one is named. */
  batch(...events: readonly (readonly [string, string, number, string?])[]): Batch {
    const added = events.map(([type, caseId, occurredAt, journeyId = 'j']) =>
      this.append(journeyId, type, caseId, occurredAt),
    );
    const upTo = position(this.log.length);
    const types = new Set(['CaseOpened', 'CaseClosed']);
    const batch = new Batch(
      this,
      this.after,
      { events: added, upTo },
      groupByJourney(added),
      types,
      this.histories,
    );
    this.after = upTo;
    return batch;
  }

  async readStream(stream: string): Promise<readonly RecordedEvent[]> {
    this.reads.push(stream);
    this.reading += 1;
    this.readingAtMost = Math.max(this.readingAtMost, this.reading);
    await setImmediate();
    this.reading -= 1;
    return this.log.filter((event) => event.stream === stream);
  }

  /** A lane that goes on where this one is, with nothing at hand. */
  anew(): Lane {
    return new Lane('paths', this.lane.folder, this.build.asBuild, 'log', this.lane.checkpoint, 1_000);
  }

  get path(): unknown {
    return this.pathOf('j');
  }

  pathOf(journeyId: string): unknown {
    return this.build.rows.get(journeyId)?.get('')?.values[0];
  }

  private append(journeyId: string, type: string, caseId: string, occurredAt: number): RecordedEvent {
    const stream = `journey-${journeyId}`;
    const id = `e${this.log.length}`;
    const revision = this.log.filter((one) => one.stream === stream).length;
    const fields = {
      id,
      stream,
      type,
      data: { caseId },
      occurredAt,
      revision,
      position: position(this.log.length + 1),
    };
    const event = fields as unknown as RecordedEvent;
    this.log.push(event);
    return event;
  }
}

describe('a lane', () => {
  it('folds events in order on the state at hand and never asks the log', async () => {
    const scene = new Scene();
    await scene.lane.apply(scene.batch(['CaseOpened', 'a', 1], ['CaseClosed', 'a', 2]));
    await scene.lane.apply(scene.batch(['CaseOpened', 'b', 2]));
    expect(scene.path).toBe('+a-a+b');
    expect(scene.reads).toEqual([]);
  });

  it('asks no log for the first event that it cares for, however late in a journey that is', async () => {
    const scene = new Scene();
    await scene.lane.apply(scene.batch(['CaseNoted', 'a', 1]));
    await scene.lane.apply(scene.batch(['CaseOpened', 'a', 2]));
    await scene.lane.apply(scene.batch(['CaseNoted', 'a', 3], ['CaseOpened', 'b', 4]));
    expect(scene.path).toBe('+a+b');
    expect(scene.reads).toEqual([]);
  });

  it('folds a journey again from the log where an event is late', async () => {
    const scene = new Scene();
    await scene.lane.apply(scene.batch(['CaseOpened', 'a', 1], ['CaseOpened', 'c', 3]));
    await scene.lane.apply(scene.batch(['CaseOpened', 'b', 2]));
    expect(scene.path).toBe('+a+b+c');
    expect(scene.reads).toEqual(['journey-j']);
  });

  it('reads a history once, however many events are late', async () => {
    const scene = new Scene();
    await scene.lane.apply(scene.batch(['CaseOpened', 'a', 1], ['CaseOpened', 'e', 5]));
    await scene.lane.apply(scene.batch(['CaseOpened', 'd', 4]));
    await scene.lane.apply(scene.batch(['CaseOpened', 'f', 6]));
    await scene.lane.apply(scene.batch(['CaseOpened', 'b', 2], ['CaseOpened', 'g', 7]));
    expect(scene.path).toBe('+a+b+d+e+f+g');
    expect(scene.reads).toEqual(['journey-j']);
  });

  it('folds a journey again where it is not at hand', async () => {
    const scene = new Scene(1);
    await scene.lane.apply(scene.batch(['CaseOpened', 'a', 1]));
    await scene.lane.apply(scene.batch(['CaseOpened', 'x', 1, 'elsewhere']));
    await scene.lane.apply(scene.batch(['CaseOpened', 'b', 2]));
    expect(scene.path).toBe('+a+b');
    expect(scene.reads).toEqual(['journey-j']);
  });

  it('asks once for the rows of all journeys that are not at hand, and for their histories side by side', async () => {
    const scene = new Scene();
    const ids = Array.from({ length: 40 }, (_, at) => `j${at}`);
    await scene.lane.apply(scene.batch(...ids.map((id) => ['CaseOpened', 'a', 1, id] as const)));
    await scene.anew().apply(scene.batch(...ids.map((id) => ['CaseOpened', 'b', 2, id] as const)));
    expect(ids.map((id) => scene.pathOf(id))).toEqual(ids.map(() => '+a+b'));
    expect(scene.build.reads).toEqual([ids]);
    expect([scene.reads.length, scene.readingAtMost]).toEqual([40, 16]);
  });

  it('never looks beyond the end of the batch', async () => {
    const scene = new Scene(1);
    await scene.lane.apply(scene.batch(['CaseOpened', 'a', 1]));
    await scene.lane.apply(scene.batch(['CaseOpened', 'x', 1, 'elsewhere']));
    const [second, third] = [scene.batch(['CaseOpened', 'b', 2]), scene.batch(['CaseOpened', 'c', 3])];
    await scene.lane.apply(second);
    expect(scene.path).toBe('+a+b');
    await scene.lane.apply(third);
    expect(scene.path).toBe('+a+b+c');
  });

  it('writes only rows that differ, but its checkpoint always', async () => {
    const scene = new Scene();
    await scene.lane.apply(scene.batch(['CaseOpened', 'a', 1]));
    await scene.lane.apply(scene.batch(['CaseNoted', 'a', 9]));
    expect(scene.build.commits.map(({ puts }) => puts.length)).toEqual([1, 0]);
    expect(scene.lane.checkpoint).toEqual({
      logId: 'log',
      position: position(2),
      lastEventId: 'e1',
      newestOccurredAt: 9,
    });
  });

  it('has applied a batch once, however often it comes', async () => {
    const scene = new Scene();
    const batch = scene.batch(['CaseOpened', 'a', 1]);
    await scene.lane.apply(batch);
    await scene.lane.apply(batch);
    expect(scene.path).toBe('+a');
    expect(scene.build.commits).toHaveLength(1);
  });

  it('parks a journey on which the fold throws, and goes on with the others', async () => {
    const scene = new Scene();
    await scene.lane.apply(scene.batch(['CaseOpened', 'a', 1]));
    await scene.lane.apply(
      scene.batch(['CaseOpened', 'b', 2], ['CaseOpened', 'poison', 3], ['CaseOpened', 'x', 3, 'elsewhere']),
    );
    expect(scene.path).toBe('+a+b');
    expect(scene.pathOf('elsewhere')).toBe('+x');
    expect(scene.build.commits.at(-1)?.parked).toEqual([
      {
        subject: 'j',
        eventId: 'e2',
        eventType: 'CaseOpened',
        occurredAt: 3,
        journeyId: 'j',
        revision: 2,
        error: 'Error: No.',
      },
    ]);
    expect(scene.lane.position).toBe(position(4));
  });

  it('folds nothing behind the event that parked a journey, and reads nothing for it', async () => {
    const scene = new Scene();
    await scene.lane.apply(scene.batch(['CaseOpened', 'a', 1], ['CaseOpened', 'poison', 3]));
    await scene.lane.apply(scene.batch(['CaseOpened', 'c', 4]));
    expect([scene.path, scene.reads]).toEqual(['+a', []]);
  });

  it('folds a parked journey again where an event comes before the one that parked it', async () => {
    const scene = new Scene();
    await scene.lane.apply(scene.batch(['CaseOpened', 'a', 1], ['CaseOpened', 'poison', 3]));
    await scene.lane.apply(scene.batch(['CaseOpened', 'b', 2]));
    expect(scene.path).toBe('+a+b');
    expect(scene.build.commits.at(-1)?.unparked).toEqual([]);
  });
});
