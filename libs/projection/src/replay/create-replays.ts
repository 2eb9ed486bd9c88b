import { replayNotFound } from './problems';
import type { ReadyReplay, Replays } from './replays';

class KeptReplays implements Replays {
  private readonly replays = new Map<string, ReadyReplay>();

  ready(name: string): Promise<ReadyReplay> {
    const replay = this.replays.get(name);
    if (replay !== undefined) return Promise.resolve(replay);
    return Promise.reject(replayNotFound(name, [...this.replays.keys()]));
  }
}

export function createReplays(): Replays {
  return new KeptReplays();
}
