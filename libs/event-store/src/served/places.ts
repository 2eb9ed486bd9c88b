import type { Position } from '../position';

const FARTHEST = BigInt(Number.MAX_SAFE_INTEGER);

/** The log's positions as the protocol's numbers: of the embedded log, 1 for its first event, without gaps. */
export class Places {
  constructor(private readonly logId: string) {}

  numberOf(position: Position): string {
    return String(BigInt(position.slice(this.logId.length + 1)));
  }

  /** A place beyond all numbers that a position can hold, as some clients name the end by, is the last of them. */
  positionOf(place: bigint): Position {
    const held = place < FARTHEST ? place : FARTHEST;
    return `${this.logId}-${held.toString().padStart(16, '0')}` as Position;
  }
}
