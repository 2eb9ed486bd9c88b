import { openEmbeddedEventStore, type EventStore, type Position } from '@rapport/event-store';
import { decide, Journey, type Command } from '@rapport/journey';
import { day, policiesOf } from '@rapport/journey/testing';
import {
  createProjectionRuntime,
  createReplays,
  Views,
  type AnyProjection,
  type ProjectionRuntime,
  type Replays,
} from '@rapport/projection';
import { openSqliteReadStore, type ReadStore } from '@rapport/read-store';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a spec asks of a journey on a day. */
export type Deed = readonly [days: number, name: Command['name'], payload: object];

/** A log, read models and the runtime between them, in a folder of their own: the engine without its edge. */
export class TestEngine {
  readonly policies = policiesOf();
  /** What controllers ask. */
  readonly views: Views;
  readonly replays: Replays;
  private readonly journeys = new Map<string, Journey>();
  private deeds = 0;

  private constructor(
    private readonly folder: string,
    readonly store: EventStore,
    readonly runtime: ProjectionRuntime,
    private readonly readStore: ReadStore,
    projections: readonly AnyProjection[],
  ) {
    const { policies } = this;
    this.replays = createReplays({ projections, log: store, readStore, policies });
    this.views = new Views({ runtime, log: store, policies, replays: this.replays });
  }

  static async start(projections: readonly AnyProjection[]): Promise<TestEngine> {
    const folder = await mkdtemp(join(tmpdir(), 'rapport-projections-'));
    const log = await openEmbeddedEventStore({ folder });
    const readStore = await openSqliteReadStore(join(folder, 'read'));
    const runtime = createProjectionRuntime({ projections, log, readStore, policies: policiesOf() });
    await runtime.start();
    const engine = new TestEngine(folder, log, runtime, readStore, projections);
    await engine.replays.start();
    return engine;
  }

  /** Decides and appends; answers with the position to wait for. @throws where a deed is refused */
  async does(journeyId: string, deeds: readonly Deed[]): Promise<Position> {
    const journey = this.journeys.get(journeyId) ?? new Journey(journeyId);
    this.journeys.set(journeyId, journey);
    let position: Position | undefined;
    for (const [days, name, payload] of deeds) {
      const command = {
        name,
        payload,
        commandId: `command-${(this.deeds += 1)}`,
        occurredAt: day(days),
      } as Command;
      const decision = decide(journey, command, { now: day(10_000), policies: this.policies });
      if (decision.outcome !== 'record') throw new Error(JSON.stringify({ name, decision }));
      const events = decision.events.map((event) => ({
        ...event,
        metadata: { commandId: command.commandId },
      }));
      ({ position } = await this.store.append(`journey-${journeyId}`, events, 'any'));
    }
    if (position === undefined) throw new Error('No deeds, no position.');
    return position;
  }

  async stop(): Promise<void> {
    await this.replays.stop();
    await this.runtime.stop();
    await this.readStore.close();
    await this.store.close();
    await rm(this.folder, { recursive: true });
  }
}
