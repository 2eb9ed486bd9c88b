/**
 * Why something failed, in words that may be answered and logged. The message stays out unless the error carries a code, as our
 * own and those of the stores do: any other, of a fold or of a parser, may quote what a customer said.
 */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return `a ${typeof error} was thrown`;
  return codeOf(error) === undefined ? error.name : error.message;
}

/** Undefined where it has none. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
