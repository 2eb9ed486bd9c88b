import type { ASTNode } from '@marcbachmann/cel-js';
import { unknownName } from '../mapping/nearest';

/** What an expression may name: each variable with its members; `members` undefined means that it has none to check. */
export type Scope = ReadonlyMap<string, Variable>;

export interface Variable {
  readonly kind: 'one' | 'many' | 'value';
  /** What a member is called in messages, such as `column`. */
  readonly memberKind: string;
  readonly members: readonly string[];
  /** What has the members, in messages, such as "Table `log`". */
  readonly owner?: string;
}

export interface Misnamed {
  readonly message: string;
  /** Offset in the expression. */
  readonly offset: number;
}

const loops = new Set(['map', 'filter', 'all', 'exists', 'exists_one']);

/** The first member that no variable of the scope has, such as a column that the table does not declare. */
export function misnamed(node: ASTNode, scope: Scope): Misnamed | undefined {
  if (node.op === '.') return misnamedMember(node.args, node.range.end, scope);
  if (node.op === 'rcall') {
    const [name, receiver, args] = node.args;
    return (
      firstOf([receiver], scope) ?? firstOf(args, loops.has(name) ? loopScope(receiver, args, scope) : scope)
    );
  }
  return firstOf(children(node), scope);
}

function misnamedMember([owner, member]: [ASTNode, string], end: number, scope: Scope): Misnamed | undefined {
  const variable = owner.op === 'id' ? scope.get(owner.args) : undefined;
  if (variable?.kind !== 'one') return misnamed(owner, scope);
  if (variable.members.includes(member)) return undefined;
  const message = unknownName(variable.memberKind, member, variable.members, variable.owner);
  return { message, offset: end - member.length };
}

/** In `payments.map(p, …)` p is one row of payments. */
function loopScope(receiver: ASTNode, [variable]: readonly ASTNode[], scope: Scope): Scope {
  const list = listOf(receiver, scope);
  if (list === undefined || variable?.op !== 'id') return scope;
  return new Map([...scope, [variable.args, { ...list, kind: 'one' }]]);
}

function listOf(node: ASTNode, scope: Scope): Variable | undefined {
  if (node.op === 'rcall' && node.args[0] === 'filter') return listOf(node.args[1], scope);
  const variable = node.op === 'id' ? scope.get(node.args) : undefined;
  return variable?.kind === 'many' ? variable : undefined;
}

const firstOf = (nodes: readonly ASTNode[], scope: Scope): Misnamed | undefined => {
  for (const node of nodes) {
    const found = misnamed(node, scope);
    if (found !== undefined) return found;
  }
  return undefined;
};

const isNode = (value: unknown): value is ASTNode =>
  typeof value === 'object' && value !== null && 'op' in value;

const children = (node: ASTNode): readonly ASTNode[] =>
  isNode(node.args)
    ? [node.args]
    : Array.isArray(node.args)
      ? (node.args as unknown[]).flat(2).filter(isNode)
      : [];
