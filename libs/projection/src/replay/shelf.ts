import type { Millis } from '@rapport/event-store';
import type { ReadStore } from '@rapport/read-store';
import { KeptReplay, type BuildContext } from './kept-replay';
import { replayNotFound } from './problems';
import type { ReplayStatus } from './replays';

/** The replays that this node knows, each built or on its way. */
export class Shelf {
  private readonly kept = new Map<string, KeptReplay>();

  constructor(
    private readonly readStore: ReadStore,
    private readonly context: BuildContext,
  ) {}

  find(name: string): KeptReplay | undefined {
    return this.kept.get(name);
  }

  /** @throws Problem `replay-not-found` */
  get(name: string): KeptReplay {
    const replay = this.kept.get(name);
    if (replay !== undefined && replay.expiresAt > Date.now()) return replay;
    throw replayNotFound(
      name,
      this.listed().map((one) => one.name),
    );
  }

  listed(): readonly ReplayStatus[] {
    return [...this.kept.values()]
      .filter(({ expiresAt }) => expiresAt > Date.now())
      .map((replay) => replay.status())
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  keep(replay: KeptReplay): KeptReplay {
    this.kept.set(replay.name, replay);
    void replay.build(this.context);
    return replay;
  }

  async drop(replay: KeptReplay): Promise<void> {
    await this.forget(replay);
    await this.readStore.removeReplay(replay.name);
  }

  /** What other nodes made or removed, where some share the read store. */
  async hearOfOthers(): Promise<void> {
    const { readStore } = this;
    if (readStore.shared === undefined) return;
    const known = [...this.kept.values()];
    const entries = await readStore.replays();
    const isThere = ({ name, expiresAt }: KeptReplay): boolean =>
      entries.some((entry) => entry.name === name && entry.expiresAt === expiresAt);
    for (const replay of known) if (!isThere(replay)) await this.forget(replay);
    const fresh = entries.filter(({ name }) => !this.kept.has(name));
    await Promise.all(fresh.map((entry) => this.keep(new KeptReplay(entry)).soonReady()));
  }

  async dropExpired(now: Millis): Promise<void> {
    for (const replay of [...this.kept.values()]) if (replay.expiresAt <= now) await this.drop(replay);
  }

  async close(): Promise<void> {
    for (const replay of this.kept.values()) await replay.close();
  }

  private async forget(replay: KeptReplay): Promise<void> {
    if (this.kept.get(replay.name) === replay) this.kept.delete(replay.name);
    await replay.close();
  }
}
