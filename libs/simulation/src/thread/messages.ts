import type { Tallied } from '../outcome/tallied';
import type { SimulationProgress } from '../log/reading';
import type { ShareOrder } from './order';

/** What a thread tells. */
export type FromThread =
  | { readonly progress: SimulationProgress }
  /** It has read its share, and waits to be told the newest moment of all. */
  | { readonly newestOccurredAt: number }
  | { readonly tallied: Tallied }
  | { readonly error: Failure };

/** Why it ended; an error loses its code on its way between threads. */
export interface Failure {
  readonly message: string;
  readonly code: string | undefined;
}

/** What it is told; the moment only while it has an order. */
export type ToThread = { readonly order: ShareOrder } | { readonly newestOccurredAt: number };
