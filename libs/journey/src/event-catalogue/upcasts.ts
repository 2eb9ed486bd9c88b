import type { EventType } from '../catalogue/events';

/** How data of one schema version is read as the next one's; pure. */
export interface Upcast {
  readonly type: EventType;
  readonly fromVersion: number;
  upcast(data: object): object;
}

/** Every event type is at its first schema version. */
export const upcasts: readonly Upcast[] = [];
