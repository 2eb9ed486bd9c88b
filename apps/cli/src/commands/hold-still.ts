import { openEmbeddedEventStore, StoreLocked, type LogPlace } from '@rapport/event-store';

export interface HeldStill {
  /** An engine writes to the log, which therefore does not stand still. */
  readonly engineRuns: boolean;
  release(): Promise<void>;
}

/** Keeps engines from writing to a log, unless one does already. */
export async function holdStill(place: LogPlace): Promise<HeldStill> {
  try {
    const writer = await openEmbeddedEventStore(place);
    return { engineRuns: false, release: () => writer.close() };
  } catch (error) {
    if (error instanceof StoreLocked) return { engineRuns: true, release: () => Promise.resolve() };
    throw error;
  }
}
