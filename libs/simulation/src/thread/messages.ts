import type { Tallied } from '../outcome/tallied';
import type { SimulationProgress } from '../log/reading';

/** What a thread tells. */
export type FromThread =
  | { readonly progress: SimulationProgress }
  /** It has read its share, and waits to be told the newest moment of all. */
  | { readonly newestOccurredAt: number }
  | { readonly tallied: Tallied }
  | { readonly error: string };

/** What it is told. */
export interface ToThread {
  readonly newestOccurredAt: number;
}
