/** Two rows of one subject under one key. A mistake of the projection's; quotes a part, which is an id. */
export class AmbiguousRows extends Error {
  readonly code = 'ambiguous-rows';
  constructor(part: string) {
    super(`Two rows have the part "${part}".`);
  }
}

/** A row's cell that no roll-up can hold. A mistake of the projection's. */
export class UnfitCell extends Error {
  readonly code = 'unfit-cell';
  constructor(measure: string) {
    super(`A cell of ${measure} takes one or more values, all safe integers.`);
  }
}
