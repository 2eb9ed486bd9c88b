import type { Environment } from '@marcbachmann/cel-js';
import { compileExpression, isFault, type Expression } from '../expression/expression';
import type { Variable } from '../expression/names';
import { compileTemplate, type Template } from '../expression/template';
import type { FaultCollector } from './fault-collector';
import type { Table } from './mapping';
import type { Path } from './mapping-text';

const row = 'map<string, string>';

/** What the expressions of one kind of rows may name. It grows: joins see the row, rules see everything. */
export class RowScope {
  private readonly environment: Environment;
  private readonly variables = new Map<string, Variable>();

  constructor(
    environment: Environment,
    private readonly faults: FaultCollector,
    private readonly table: Table,
    private readonly state: Readonly<Record<string, unknown>>,
  ) {
    this.environment = environment.clone();
    this.declare('row', row, rowOf('one', table));
  }

  get stateNames(): readonly string[] {
    return Object.keys(this.state);
  }

  declareJoin(name: string, table: Table, many: boolean, path: Path): void {
    if (this.isTaken(name, path)) return;
    this.declare(name, many ? `list<${row}>` : row, rowOf(many ? 'many' : 'one', table));
  }

  /** What rules know beside the row itself. */
  declareGroup(): void {
    this.declare('time', 'google.protobuf.Timestamp', plain);
    this.declare('first', 'bool', plain);
    this.declare('previous', row, rowOf('one', this.table));
    this.declare('previousTime', 'google.protobuf.Timestamp', plain);
    this.declare('seen', 'list<string>', plain);
    this.declare('state', 'map<string, dyn>', { kind: 'one', memberKind: 'state', members: this.stateNames });
  }

  declareDefinition(name: string, value: unknown, path: Path): void {
    if (this.isTaken(name, path)) return;
    this.declare(name, this.typeOf(value), plain);
  }

  expression(text: string, path: Path, types: readonly string[] = []): Expression | undefined {
    const compiled = compileExpression(text, this.environment, this.variables, types);
    if (!isFault(compiled)) return compiled;
    this.faults.addInExpression(path, text, compiled.offset, compiled.message);
    return undefined;
  }

  template(value: unknown, path: Path): Template {
    return compileTemplate(value, (text, below) => this.expression(text, [...path, ...below]));
  }

  private typeOf(value: unknown): string {
    if (typeof value === 'string' && !value.startsWith('=')) return 'string';
    if (Array.isArray(value) && value.every((item) => typeof item === 'string' && !item.startsWith('=')))
      return 'list<string>';
    if (typeof value !== 'string') return 'dyn';
    const compiled = compileExpression(value.slice(1).trim(), this.environment, this.variables);
    return isFault(compiled) ? 'dyn' : compiled.type;
  }

  private declare(name: string, type: string, variable: Variable): void {
    this.environment.registerVariable(name, type);
    this.variables.set(name, variable);
  }

  private isTaken(name: string, path: Path): boolean {
    const taken = reserved.has(name) || this.variables.has(name);
    if (taken) this.faults.addAtKey(path, name, `The name \`${name}\` is taken. Choose another.`);
    return taken;
  }
}

const rowOf = (kind: 'one' | 'many', table: Table): Variable => ({
  kind,
  memberKind: 'column',
  owner: `Table \`${table.name}\``,
  members: Object.keys(table.columns),
});

const plain: Variable = { kind: 'value', memberKind: 'member', members: [] };

/** Names that rules have, and words that CEL keeps for itself. */
const reserved = new Set(
  (
    'row time first previous previousTime seen state true false null in as break const continue else for function if ' +
    'import let loop package namespace return var void while'
  ).split(' '),
);
