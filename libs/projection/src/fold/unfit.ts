import type { Cell } from '@rapport/read-store';

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

/** What the cells of one projection have to be. */
export class CellFit {
  /** Of the first cell of each measure that was seen, or of those stored: a store takes no others, and would hold everything up. */
  private readonly widths = new Map<string, number>();

  /** A store has cells of so many values. */
  learn(measure: string, values: number): void {
    this.widths.set(measure, values);
  }

  /** A cell that is stored already. */
  note({ measure, values }: Cell): void {
    if (!this.widths.has(measure)) this.widths.set(measure, values.length);
  }

  /** @throws UnfitCell */
  check({ measure, group, values }: Cell): void {
    if (!measurePattern.test(measure)) throw new UnfitCell('A measure has a name of a-z, A-Z, 0-9 and -.');
    if (typeof group !== 'string') throw new UnfitCell(`A cell of ${measure} has a text as group.`);
    const isCountable = values.length > 0 && values.length <= maxValues && values.every(Number.isSafeInteger);
    if (!isCountable) throw new UnfitCell(`A cell of ${measure} takes 1 to ${maxValues} safe integers.`);
    const width = this.widths.get(measure);
    if (width === undefined) this.widths.set(measure, values.length);
    else if (width !== values.length)
      throw new UnfitCell(`Cells of ${measure} have ${width} values elsewhere, not ${values.length}.`);
  }
}
