/**
 * Why something failed, in words that may be logged and answered. The message stays out unless the error carries a code, as
 * those of the system and of the stores do: any other (of a fold, of a parser) may quote what a customer said.
 */
export function reasonOf(error: unknown): string {
  if (!isErrorLike(error)) return `a ${typeof error} was thrown`;
  return String(codeOf(error) === undefined ? error.name : error.message);
}

/**
 * Undefined where it has none, or none of our kind. Those of Node's own errors count for none: their messages quote the value
 * that was wrong.
 */
export function codeOf(error: unknown): string | undefined {
  if (!isErrorLike(error) || typeof error.code !== 'string') return undefined;
  return ofNode.test(error.code) ? undefined : error.code;
}

/** But those that tell of a database, a connection or a thread. */
const ofNode = /^ERR_(?!(SQLITE|TLS|SSL|WORKER)_)/;

/** Not by `instanceof`: the error may come from another realm. */
export const isErrorLike = (error: unknown): error is { name: unknown; message: unknown; code?: unknown } =>
  typeof error === 'object' && error !== null && 'message' in error && 'name' in error;
