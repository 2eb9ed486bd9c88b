import type { Cell } from '@rapport/read-store';
import type { Measures } from '../definition';

/** Two rows of one subject under one key. A mistake of the projection's; quotes a part, which is an id. */
export class AmbiguousRows extends Error {
  readonly code = 'ambiguous-rows';
  constructor(part: string) {
    super(`Two rows have the part "${part}".`);
  }
}

/** An id of ours and one of a customer's, with room to spare. */
const longestPart = 400;

/** A row's key that no store can hold. A mistake of the projection's, or of an event that lacks what it should have. */
export class UnfitPart extends Error {
  readonly code = 'unfit-part';
}

/** @throws UnfitPart */
export function checkPart(part: unknown): void {
  if (typeof part === 'string' && part.length <= longestPart) return;
  const found = typeof part === 'string' ? `one of ${part.length}` : typeof part;
  throw new UnfitPart(`The part of a row is a text of at most ${longestPart} characters, not ${found}.`);
}

const measurePattern = /^[a-zA-Z0-9-]{1,64}$/;
const maxValues = 64;

/** A row's cell that no roll-up can hold. A mistake of the projection's. Quotes no group: it may be personal. */
export class UnfitCell extends Error {
  readonly code = 'unfit-cell';
}

/** What the cells of one projection have to be, whichever comes first: as it declares them. */
export class CellFit {
  private readonly widths: Map<string, number>;

  /** @throws RangeError for measures that no store can hold */
  constructor(measures: Measures = {}) {
    for (const [name, { length }] of Object.entries(measures)) checkMeasure(name, length);
    this.widths = new Map(Object.entries(measures).map(([name, values]) => [name, values.length]));
  }

  /** Those that are stored have so many values, though others are declared: the projection should be of another version. */
  learn(measure: string, values: number): void {
    this.widths.set(measure, values);
  }

  /** @throws UnfitCell */
  check({ measure, group, values }: Cell): void {
    const width = this.widths.get(measure);
    if (width === undefined) throw new UnfitCell(`A cell is of no declared measure (${this.known}).`);
    if (typeof group !== 'string') throw new UnfitCell(`A cell of ${measure} has a text as group.`);
    if (values.length !== width)
      throw new UnfitCell(`A cell of ${measure} has ${width} values, not ${values.length}.`);
    if (!values.every(Number.isSafeInteger))
      throw new UnfitCell(`The values of a cell of ${measure} are safe integers.`);
  }

  private get known(): string {
    return [...this.widths.keys()].join(', ') || 'there is none';
  }
}

function checkMeasure(name: string, values: number): void {
  if (measurePattern.test(name) && values > 0 && values <= maxValues) return;
  throw new RangeError(
    `A measure has a name of a-z, A-Z, 0-9 and - and 1 to ${maxValues} values; "${name}" has ${values}.`,
  );
}
