import type { EventStore } from '@rapport/event-store';
import type { Policies } from '@rapport/policy';
import {
  createProjectionRuntime,
  type Fault,
  type ProjectionRuntime,
  type ProjectionRuntimeOptions,
} from '@rapport/projection';
import type { Columns, ReadStore } from '@rapport/read-store';
import { dump } from './dump';
import { allProjections } from './projections';

export interface Stores {
  readonly log: EventStore;
  readonly readStore: ReadStore;
}

/** Where an adapter keeps a log and its read models during one test. All but `open` is asked for while both are closed. */
export interface Place {
  open(): Promise<Stores>;
  /** Keeps a copy of the log as it is. */
  saveLog(): Promise<void>;
  /** Puts that copy in place of the log, as from a backup. */
  restoreLog(): Promise<void>;
  removeLog(): Promise<void>;
  dispose(): Promise<void>;
}

export type MakePlace = () => Promise<Place>;

const noPolicies: Policies = {
  get inForce(): never {
    throw new Error('There is no policy.');
  },
  version(version): never {
    throw new Error(`There is no policy version ${version}.`);
  },
};

/** Some tests fold very much, on machines that do other things beside. */
const patienceMs = 60_000;

export type Settings = Partial<Omit<ProjectionRuntimeOptions, 'log'>>;

/** A log, its read models and a runtime between them. */
export class Engine implements Stores {
  readonly faults: Fault[] = [];

  private constructor(
    readonly log: EventStore,
    readonly readStore: ReadStore,
    readonly runtime: ProjectionRuntime,
    private readonly settings: Settings,
  ) {}

  static make({ log, readStore }: Stores, settings: Settings = {}): Engine {
    const projections = allProjections;
    const base = {
      projections,
      policies: noPolicies,
      readStore,
      onFault: (fault: Fault) => engine.faults.push(fault),
    };
    const runtime = createProjectionRuntime({ ...base, ...settings, log });
    const engine = new Engine(log, readStore, runtime, settings);
    return engine;
  }

  /** Starts and has everything in the rows that is in the log. */
  static async start(stores: Stores, settings: Settings = {}): Promise<Engine> {
    const engine = Engine.make(stores, settings);
    await engine.runtime.start();
    await engine.runtime.settled();
    return engine;
  }

  /** Resolves when the rows hold all that is in the log now. */
  async caughtUp(): Promise<void> {
    const head = await this.log.head();
    if (head !== undefined) await this.runtime.waitFor(head, patienceMs);
  }

  /** All that all projections hold, as text. */
  async dump(): Promise<string> {
    let all = '';
    for (const one of this.settings.projections ?? allProjections)
      all += `# ${one.name}\n${await dump(this.runtime.model<Columns>(one))}`;
    return all;
  }

  async stop(): Promise<void> {
    await this.runtime.stop();
    await this.log.close();
    await this.readStore.close();
  }
}

/** Gives each test a place of its own, and stops what the test started there. */
export function usePlace(make: MakePlace) {
  let place: Place | undefined;
  let engines: Engine[] = [];
  beforeEach(async () => {
    place = await make();
    engines = [];
  });
  afterEach(async () => {
    for (const engine of engines) await engine.stop();
    await place?.dispose();
  });
  const here = (): Place => {
    if (place === undefined) throw new Error('The place is there only while a test runs.');
    return place;
  };
  return {
    here,
    start: async (settings: Settings = {}): Promise<Engine> => {
      const engine = await Engine.start(await here().open(), settings);
      engines.push(engine);
      return engine;
    },
    /** Not started yet. */
    make: async (settings: Settings = {}): Promise<Engine> => {
      const engine = Engine.make(await here().open(), settings);
      engines.push(engine);
      return engine;
    },
  };
}
