import { codeOf, isErrorLike } from '@rapport/event-store';

const longest = 300;

/**
 * Why a fold could not digest an event, for whoever may ask about customers. Never to be logged: a fold's message may quote
 * what a customer said. A parser's does quote it, and says nothing that the name does not.
 */
export function troubleOf(error: unknown): string {
  if (!isErrorLike(error)) return `a ${typeof error} was thrown`;
  const { name, message } = error;
  if (name === 'SyntaxError') return 'SyntaxError: `rapport verify` tells whether its data is damaged';
  return (codeOf(error) === undefined ? `${String(name)}: ${String(message)}` : String(message)).slice(
    0,
    longest,
  );
}
