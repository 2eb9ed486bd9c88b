import { statSync } from 'node:fs';

/** The code was built anew while this process ran: a thread would begin with the new one. */
export class CodeChanged extends Error {
  readonly code = 'code-changed';
  constructor() {
    super(
      'The code was built anew since this engine started, and its threads would run the new one. Restart it.',
    );
  }
}

/** A file that threads begin with, as it was when this process began. */
export class ThreadEntry {
  private constructor(
    readonly file: string,
    private readonly builtAt: number,
  ) {}

  /** Undefined where there is none: only the build has files that a thread can begin with. */
  static at(file: string): ThreadEntry | undefined {
    const builtAt = builtAtOf(file);
    return builtAt === undefined ? undefined : new ThreadEntry(file, builtAt);
  }

  /** @throws CodeChanged where rows that a thread makes would not be those of the code that runs here */
  check(): void {
    if (builtAtOf(this.file) !== this.builtAt) throw new CodeChanged();
  }
}

/** Each build writes all of its files. */
const builtAtOf = (file: string): number | undefined => statSync(file, { throwIfNoEntry: false })?.mtimeMs;
