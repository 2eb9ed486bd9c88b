import { codeOf, isErrorLike } from '@rapport/event-store';

/**
 * What may be logged of an error. The message stays out unless the error carries a code, as those of the system and of the
 * stores do: any other, those of Node for a wrong value among them, may quote what a customer said.
 */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!isErrorLike(error)) return { error: typeof error };
  const { name, message, code, stack, cause }: ErrorFields = error;
  const frames = (stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return {
    error: name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(codeOf(error) === undefined ? {} : { message }),
    stack: frames.slice(0, 12).map((line) => line.trim()),
    ...(cause === undefined ? {} : { cause: describeError(cause) }),
  };
}

interface ErrorFields {
  readonly name: unknown;
  readonly message: unknown;
  readonly code?: unknown;
  readonly stack?: string;
  readonly cause?: unknown;
}
