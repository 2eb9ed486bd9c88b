import type { Position } from '../position';
import type { Database } from './database';
import type { Decoder } from './stored-event';

/** What packed reading needs of the log around it. */
export interface PackedSource {
  readonly database: Database;
  readonly decoder: Decoder;
  end(): number;
  placeOf(position: Position): number;
  /** @throws StoreClosed, CorruptStore */
  guarded<T>(work: () => T): T;
}
