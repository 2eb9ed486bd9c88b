import { CommanderError } from 'commander';
import { EngineUnavailable, InvalidMapping } from '@rapport/interchange';

/** What went wrong in words that say what to do, and the exit code. */
export interface Explanation {
  readonly message: string;
  readonly exitCode: number;
}

/** A command cannot do what it was asked; the message says what to do instead. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}

/** Stopped by Ctrl-C or SIGTERM; the message says how to go on. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

export function explain(error: unknown): Explanation {
  if (error instanceof CommanderError) return { message: '', exitCode: error.exitCode };
  if (error instanceof Interrupted) return { message: error.message, exitCode: 130 };
  if (error instanceof InvalidMapping)
    return { message: `The mapping cannot be used.\n${error.message}`, exitCode: 1 };
  if (error instanceof EngineUnavailable)
    return {
      message: `${error.message}\nRun the same command again when the engine is well; it goes on where it was.`,
      exitCode: 1,
    };
  return { message: error instanceof Error ? error.message : String(error), exitCode: 1 };
}
