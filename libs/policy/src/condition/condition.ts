import { ParseError, type ParseResult } from '@marcbachmann/cel-js';
import type { ConditionResult } from '../policy';
import { compileComparison, type Test } from './comparison';
import { environmentOf } from './environment';
import { misnamed, rootsOf } from './names';
import { pathsIn, valueAt, type Path } from './paths';
import type { Vocabulary } from './vocabulary';

/** A CEL expression over a vocabulary, parsed and type-checked once. */
export interface Condition {
  readonly text: string;
  /** What it speaks of: the first part of each dotted name, `trust`. */
  readonly groups: readonly string[];
  /** Whether it holds; never where a field that decides it is absent. Never throws. */
  readonly holds: Test;
  explain(subject: object): ConditionResult;
}

/** @returns the condition, or what is wrong with the text and what would be right */
export function compileCondition(text: string, vocabulary: Vocabulary): Condition | string {
  const expression = parse(text, vocabulary);
  if (typeof expression === 'string') return expression;
  const paths = pathsIn(expression.ast);
  const wrong = misnamed(paths, vocabulary) ?? mistyped(expression, vocabulary);
  if (wrong !== undefined) return `\`${text}\`: ${wrong}`;
  const holds = compileComparison(expression.ast) ?? evaluation(expression, paths);
  const explain = (subject: object) => ({
    condition: text,
    holds: holds(subject),
    measures: numbers(subject, paths),
  });
  return { text, groups: paths.map(([group = '']) => group), holds, explain };
}

function parse(text: string, vocabulary: Vocabulary): ParseResult | string {
  try {
    return environmentOf(vocabulary).parse(text);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return `\`${text}\` is no CEL expression: ${error.summary}. A condition compares, such as \`a.b >= 0.5\`, \`a.b == 'c'\` or \`a.b in ['c', 'd']\`.`;
  }
}

function mistyped(expression: ParseResult, vocabulary: Vocabulary): string | undefined {
  const { valid, type, error } = expression.check();
  if (valid)
    return type === 'bool'
      ? undefined
      : `this is a ${type ?? 'value'}, a condition is true or false: compare it.`;
  if (error?.code === 'unknown_variable') return `${error.summary}; known here: ${rootsOf(vocabulary)}.`;
  return `${error?.summary ?? 'not a condition'}. Both sides of a comparison need the same type.`;
}

/** CEL's own evaluation. An error means that the condition cannot be judged on this subject: it does not hold. */
export function evaluation(expression: ParseResult, paths: readonly Path[]): Test {
  return (subject) => {
    try {
      return expression(contextOf(subject, paths)) === true;
    } catch {
      return false;
    }
  };
}

/**
 * Plain objects with just what the expression names: measures may be computed on first use, and CEL knows no class of ours.
 * Groups are always there, so that `has` is false for a field of an absent one instead of an error.
 */
function contextOf(subject: object, paths: readonly Path[]): Record<string, unknown> {
  const context: Record<string, unknown> = {};
  for (const path of paths) {
    let owner = context;
    for (const key of path.slice(0, -1)) owner = (owner[key] ??= {}) as Record<string, unknown>;
    const value = valueAt(subject, path);
    if (value !== undefined) owner[path.at(-1) ?? ''] = value;
  }
  return context;
}

function numbers(subject: object, paths: readonly Path[]): Record<string, number> {
  const named = paths.map((path) => [path.join('.'), valueAt(subject, path)] as const);
  return Object.fromEntries(named.filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
}
