import { ParseError, type Environment } from '@marcbachmann/cel-js';
import { misnamed, type Scope } from './names';

/** A CEL expression, parsed and checked once. */
export interface Expression {
  readonly text: string;
  /** CEL's name of the result's type, such as `bool`; `dyn` where only evaluation knows. */
  readonly type: string;
  /** @throws Error in the words of CEL or of the function that could not go on */
  evaluate(context: Readonly<Record<string, unknown>>): unknown;
}

export interface ExpressionFault {
  readonly message: string;
  /** Offset in the expression's text. */
  readonly offset: number;
}

export const isFault = (result: Expression | ExpressionFault): result is ExpressionFault =>
  'offset' in result;

/** @param types CEL types that the result may have; empty: any */
export function compileExpression(
  text: string,
  environment: Environment,
  scope: Scope,
  types: readonly string[] = [],
): Expression | ExpressionFault {
  try {
    const parsed = environment.parse(text);
    const wrongName = misnamed(parsed.ast, scope);
    if (wrongName !== undefined) return wrongName;
    const { valid, type = 'dyn', error } = parsed.check();
    if (!valid)
      return { message: explain(error?.summary ?? 'not valid', scope), offset: error?.range?.start ?? 0 };
    if (types.length > 0 && type !== 'dyn' && !types.includes(type))
      return { message: `This is a ${type}, what is needed here is a ${types.join(' or ')}.`, offset: 0 };
    return { text, type, evaluate: (context) => parsed(context) as unknown };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { message: `This is no CEL expression: ${error.summary}.`, offset: error.range?.start ?? 0 };
  }
}

const explain = (summary: string, scope: Scope): string => {
  const known = [...scope.keys()].map((name) => `\`${name}\``).join(', ');
  return summary.startsWith('Unknown variable') ? `${summary}. Known here: ${known}.` : `${summary}.`;
};
