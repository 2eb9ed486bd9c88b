/** What is wrong in a mapping, where, and what would be right. */
export interface MappingFault {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly message: string;
}

/** A mapping that cannot be used; the message lists every fault with its place. */
export class InvalidMapping extends Error {
  readonly code = 'invalid-mapping';

  constructor(
    readonly file: string,
    readonly faults: readonly MappingFault[],
  ) {
    super(faults.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`).join('\n'));
    this.name = 'InvalidMapping';
  }
}
