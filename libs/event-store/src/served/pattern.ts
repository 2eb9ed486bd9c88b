import { createContext, Script, type Context } from 'node:vm';
import { cpuTimeMs } from './cpu-time';
import { invalidArgument, type Failure } from './failure';
import { MatchingTime } from './matching-time';
import { refusedExpressions } from './refused-expressions';

/** For the names of one batch; expressions that are not exponential take less than a millisecond. */
const ofEverybody = new MatchingTime({ normalMs: 10, longestMs: 100, mostMs: 1_000, backMs: 10 });

const REMEMBERED_NAMES = 10_000;

const MOST_TRIES = 5;

const test = new Script('names.map((name) => expression.test(name))');
let context: Context | undefined;

/**
 * `\A`, `\z` and the like, and classes less others (`[a-z-[aeiou]]`), which other languages know: JavaScript would take them for
 * something else, and nothing would match.
 */
const NEVER_MEANT = /(?<!\\)(?:\\\\)*\\[^\W\d_bBcdDfknrsStuvwWx]|-\[/;

function compiled(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

/** A caller's regular expression. Some take exponentially long: it is broken off then, since everybody would wait for it. */
export class Pattern {
  private readonly expression: RegExp;
  /** Names come again and again. */
  private known = new Map<string, boolean>();

  /** @throws Failure where it is none, or took too long a moment ago */
  constructor(
    private readonly source: string,
    private readonly time = ofEverybody,
  ) {
    if (refusedExpressions.has(source)) throw takesTooLong();
    const expression = compiled(source, 'u') ?? (NEVER_MEANT.test(source) ? undefined : compiled(source, ''));
    if (expression === undefined)
      throw invalidArgument(
        `"${source.slice(0, 64)}" is no regular expression that can be used here: JavaScript's are.`,
      );
    this.expression = expression;
  }

  /** Which of the names it matches; all at once, since breaking off has its price. @throws Failure where it takes too long */
  matching(names: ReadonlySet<string>): (name: string) => boolean {
    if (this.known.size + names.size > REMEMBERED_NAMES) this.known = new Map();
    const { known } = this;
    const unknown = [...names].filter((name) => !known.has(name));
    if (unknown.length > 0)
      this.test(unknown).forEach((holds, index) => known.set(unknown[index] ?? '', holds));
    return (name) => known.get(name) === true;
  }

  /** The watch over it goes by the clock: where that ran while the machine had no time for us, it is tried again. */
  private test(names: readonly string[]): readonly boolean[] {
    context ??= createContext({});
    Object.assign(context, { names, expression: this.expression });
    const timeout = this.time.limitMs();
    for (let tries = 1; ; tries += 1) {
      const begun = cpuTimeMs();
      try {
        return test.runInContext(context, { timeout }) as readonly boolean[];
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
        if (tries === MOST_TRIES || cpuTimeMs() - begun > timeout / 2) throw this.refused();
      } finally {
        this.time.spend(cpuTimeMs() - begun);
      }
    }
  }

  private refused(): Failure {
    refusedExpressions.add(this.source);
    return takesTooLong();
  }
}

const takesTooLong = (): Failure =>
  invalidArgument('The regular expression takes too long on names of this log: simplify it.');
