import { ForeignPosition, MalformedPosition } from './errors';
import type { Position } from './position';

const PATTERN = /^([0-9a-z]{8})-(\d{16})$/;

/** Positions as text: `<log id>-<16 digits>`, of one width, so that comparing the text compares the places. */
export class PositionCodec {
  constructor(private readonly logId: string) {}

  encode(position: number): Position {
    return `${this.logId}-${String(position).padStart(16, '0')}` as Position;
  }

  /** @throws ForeignPosition, MalformedPosition */
  decode(text: string): number {
    const match = PATTERN.exec(text);
    if (match === null) {
      throw new MalformedPosition(
        `"${text.slice(0, 64)}" is no position. Use one that this log gave, like ${this.encode(1)}.`,
      );
    }
    if (match[1] !== this.logId) {
      throw new ForeignPosition(
        `Position ${text} belongs to another log; this one is ${this.logId}. If the log was moved here, docs/how-to/grow.md says how to go on.`,
      );
    }
    const place = Number(match[2]);
    if (Number.isSafeInteger(place)) return place;
    throw new ForeignPosition(`Position ${text} lies beyond the end of every log.`);
  }
}
