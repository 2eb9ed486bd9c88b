import type { Position } from '../position';

/** The log's positions as the protocol's numbers: of the embedded log, 1 for its first event, without gaps. */
export class Places {
  constructor(private readonly logId: string) {}

  numberOf(position: Position): string {
    return String(BigInt(position.slice(this.logId.length + 1)));
  }

  positionOf(place: bigint): Position {
    return `${this.logId}-${place.toString().padStart(16, '0')}` as Position;
  }
}
