import type { ReadStore, SharedStore, StoreChange } from '@rapport/read-store';
import type { ReadStoreFixture } from '../fixture';

/** A store that nodes share, as an adapter hands it to the suite. */
export interface SharedStoreFixture extends ReadStoreFixture {
  /** Lets the lease of a store that is open here end, as if it had stalled; resolves when the others have buried it. */
  lapse(store: ReadStore): Promise<void>;
}

export type OpenSharedFixture = () => Promise<SharedStoreFixture>;

export function sharedOf({ shared }: ReadStore): SharedStore {
  if (shared === undefined) throw new Error('This store is not shared.');
  return shared;
}

const patienceMs = 10_000;

/** Hears what a store is told, from now on. */
export function listen(store: ReadStore) {
  const heard: StoreChange[] = [];
  let wake = (): void => undefined;
  const end = sharedOf(store).watch((change) => {
    heard.push(change);
    wake();
  });
  return {
    heard,
    end,
    /** Resolves with the first such change. */
    async until(isIt: (change: StoreChange) => boolean): Promise<StoreChange> {
      const giveUp = Date.now() + patienceMs;
      for (;;) {
        const found = heard.find(isIt);
        if (found !== undefined) return found;
        const left = giveUp - Date.now();
        if (left <= 0) throw new Error(`Only this was told of: ${JSON.stringify(heard)}`);
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, left);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    },
  };
}

export const isKind =
  (kind: StoreChange['kind']) =>
  (change: StoreChange): boolean =>
    change.kind === kind;
