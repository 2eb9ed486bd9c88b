/**
 * Why something failed, in words that may be logged and answered. The message stays out unless the error carries a code, as
 * those of the system and of the stores do: any other (of a fold, of a parser) may quote what a customer said.
 */
export function reasonOf(error: unknown): string {
  if (!isErrorLike(error)) return `a ${typeof error} was thrown`;
  return String(typeof error.code === 'string' ? error.message : error.name);
}

/** Not by `instanceof`: the error may come from another realm. */
const isErrorLike = (error: unknown): error is { name: unknown; message: unknown; code?: unknown } =>
  typeof error === 'object' && error !== null && 'message' in error && 'name' in error;

const longest = 300;

/**
 * Why a fold could not digest an event, for whoever may ask about customers. Never to be logged: a fold's message may quote
 * what a customer said. A parser's does quote it, and says nothing that the name does not.
 */
export function troubleOf(error: unknown): string {
  if (!isErrorLike(error)) return `a ${typeof error} was thrown`;
  const { name, message } = error;
  if (name === 'SyntaxError') return name;
  return (typeof error.code === 'string' ? String(message) : `${String(name)}: ${String(message)}`).slice(
    0,
    longest,
  );
}
