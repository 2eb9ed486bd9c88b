import type { Stores } from '../fixture';
import { Engine, type Settings } from '../fixture';

/** What one of several nodes has of the log and the read store that they share. */
export interface NodeStores extends Stores {
  /** Keeps the node and the read store from hearing of each other: to the others the node is dead before long. */
  cut(): void;
  heal(): void;
}

/** One log and one read store, during one test. */
export interface ClusterPlace {
  /** Opens them for a node. */
  open(): Promise<NodeStores>;
  /** When all that was opened is closed. */
  dispose(): Promise<void>;
}

export type MakeCluster = () => Promise<ClusterPlace>;

/** Quick, so that many tests do not take long. */
const limits = { lookMs: 100, retryMs: 50 };

/** An engine among others. */
export class Node {
  private constructor(
    readonly engine: Engine,
    readonly stores: NodeStores,
  ) {}

  static make(stores: NodeStores, settings: Settings = {}): Node {
    return new Node(Engine.make(stores, { ...settings, limits: { ...limits, ...settings.limits } }), stores);
  }

  get runtime() {
    return this.engine.runtime;
  }

  get log() {
    return this.engine.log;
  }

  get name(): string {
    return this.stores.readStore.shared?.node ?? '';
  }

  async start(): Promise<this> {
    await this.runtime.start();
    await this.runtime.settled();
    return this;
  }

  /** The projections that it has the role of, as it sees it. */
  async projects(): Promise<readonly string[]> {
    const statuses = await this.runtime.status();
    return statuses.filter(({ node }) => node === this.name).map(({ name }) => name);
  }
}

const same = (stores: NodeStores): NodeStores => stores;

/** Gives each test a cluster of its own, and stops the nodes that it made. */
export function useCluster(make: MakeCluster) {
  let place: ClusterPlace | undefined;
  let nodes: Node[] = [];
  beforeEach(async () => {
    place = await make();
    nodes = [];
  });
  afterEach(async () => {
    for (const { stores } of nodes) stores.heal();
    for (const { engine } of nodes) await engine.stop();
    await place?.dispose();
  });
  const prepare = async (
    settings?: Settings,
    seenAs: (stores: NodeStores) => NodeStores = same,
  ): Promise<Node> => {
    if (place === undefined) throw new Error('The cluster is there only while a test runs.');
    const node = Node.make(seenAs(await place.open()), settings);
    nodes.push(node);
    return node;
  };
  return {
    /** Not started yet. */
    prepare,
    start: async (settings?: Settings): Promise<Node> => (await prepare(settings)).start(),
  };
}
