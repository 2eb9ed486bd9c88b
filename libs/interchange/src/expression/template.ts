import type { Expression } from './expression';

/** A value as a mapping writes it: literals, with expressions wherever a text begins with `=`. */
export type Template = (context: Readonly<Record<string, unknown>>) => unknown;

/** @param expression compiles what follows the `=` at a path below the template */
export function compileTemplate(
  value: unknown,
  expression: (text: string, path: readonly (string | number)[]) => Expression | undefined,
  path: readonly (string | number)[] = [],
): Template {
  if (typeof value === 'string' && value.startsWith('=')) {
    const compiled = expression(value.slice(1).trim(), path);
    return (context) => compiled?.evaluate(context);
  }
  if (Array.isArray(value)) {
    const items = value.map((item, index) => compileTemplate(item, expression, [...path, index]));
    return (context) => items.map((item) => item(context));
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([key, member]) => [key, compileTemplate(member, expression, [...path, key])] as const,
    );
    return (context) => Object.fromEntries(members.map(([key, member]) => [key, member(context)]));
  }
  return () => value;
}
