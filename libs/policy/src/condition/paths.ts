import type { ASTNode } from '@marcbachmann/cel-js';

/** A dotted name, `trust.belief`, as its parts. */
export type Path = readonly string[];

/** The dotted name that a node is, if it is one. */
export function pathOf(node: ASTNode): Path | undefined {
  if (node.op === 'id') return [node.args];
  if (node.op !== '.') return undefined;
  const [owner, field] = node.args;
  const path = pathOf(owner);
  return path && [...path, field];
}

/** All dotted names in an expression, each once, in the order of the text. */
export function pathsIn(node: ASTNode): Path[] {
  const found = new Map<string, Path>();
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(visit);
    if (!isNode(part) || part.op === 'value') return;
    const path = pathOf(part);
    if (path === undefined) visit(part.args);
    else found.set(path.join('.'), path);
  };
  visit(node);
  return [...found.values()];
}

function isNode(part: unknown): part is ASTNode {
  return typeof part === 'object' && part !== null && 'op' in part && 'args' in part;
}

/** What a subject holds under a dotted name; undefined where any part of the way is absent. */
export function valueAt(subject: object, path: Path): unknown {
  let value: unknown = subject;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value ?? undefined;
}
