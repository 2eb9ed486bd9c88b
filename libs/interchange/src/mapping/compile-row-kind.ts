import type { Environment } from '@marcbachmann/cel-js';
import type { CommandDocument, MappingDocument, RowsDocument, RuleDocument } from './document';
import { commandFaults } from './check-command';
import type { FaultCollector } from './fault-collector';
import type { CommandTemplate, Join, RowKind, Rule, SameTime, Table } from './mapping';
import type { Path } from './mapping-text';
import { RowScope } from './row-scope';

interface Surroundings {
  readonly tables: ReadonlyMap<string, Table>;
  readonly environment: Environment;
  readonly faults: FaultCollector;
  readonly state: Readonly<Record<string, unknown>>;
}

const instant = ['string', 'google.protobuf.Timestamp'];

/** Undefined where its table is unknown, which is then a fault. */
export function compileRowKind(
  document: MappingDocument,
  index: number,
  around: Surroundings,
): RowKind | undefined {
  const rows = document.rows[index];
  const { tables, environment, faults, state } = around;
  const table = rows && tables.get(rows.table);
  if (rows === undefined || table === undefined) {
    if (rows !== undefined) faults.unknown(['rows', index, 'table'], 'table', rows.table, tables.keys());
    return undefined;
  }
  const path: Path = ['rows', index];
  const scope = new RowScope(environment, faults, table, state);
  const joins = compileJoins(rows, [...path, 'join'], scope, around);
  const needed = (key: 'time' | 'journey' | 'group', types: readonly string[]) =>
    scope.expression(rows[key], [...path, key], types);
  const time = needed('time', instant);
  const journey = needed('journey', ['string']);
  const group = needed('group', ['string']);
  const activity = compileActivity(rows, path, table, faults);
  const sameTime = compileSameTime(rows, path, table, faults);
  scope.declareGroup();
  const define = compileDefine(rows, [...path, 'define'], scope);
  const rules = rows.rules.map((rule, at) => compileRule(rule, [...path, 'rules', at], scope, faults));
  if (time === undefined || journey === undefined || group === undefined) return undefined;
  return {
    index,
    table,
    joins,
    time,
    journey,
    group,
    sameTime,
    define,
    rules,
    identicalRows: rows.identicalRows,
    ...(activity === undefined ? {} : { activity }),
  };
}

function compileJoins(
  rows: RowsDocument,
  path: Path,
  scope: RowScope,
  { tables, faults }: Surroundings,
): Join[] {
  const joins: Join[] = [];
  for (const [name, { table: tableName, equals, many = false }] of Object.entries(rows.join ?? {})) {
    const table = tables.get(tableName);
    if (table === undefined) faults.unknown([...path, name, 'table'], 'table', tableName, tables.keys());
    else if (table.key === undefined)
      faults.add(
        [...path, name, 'table'],
        `Table \`${tableName}\` has no \`key\` to join it by. Name the column under tables: ${tableName}: key.`,
      );
    const compiled = scope.expression(equals, [...path, name, 'equals'], ['string']);
    if (table === undefined || compiled === undefined) continue;
    scope.declareJoin(name, table, many, [...path]);
    joins.push({ name, table, equals: compiled, many });
  }
  return joins;
}

function compileActivity({ activity }: RowsDocument, path: Path, table: Table, faults: FaultCollector) {
  if (activity !== undefined && !(activity in table.columns))
    faults.unknown([...path, 'activity'], 'column', activity, Object.keys(table.columns));
  return activity;
}

function compileSameTime(
  { sameTime = [] }: RowsDocument,
  path: Path,
  table: Table,
  faults: FaultCollector,
): SameTime[] {
  return sameTime.map(({ column, order }, index) => {
    if (!(column in table.columns))
      faults.unknown([...path, 'sameTime', index, 'column'], 'column', column, Object.keys(table.columns));
    return { column, ...(order && { ranks: new Map(order.map((value, rank) => [value, rank])) }) };
  });
}

function compileDefine({ define = {} }: RowsDocument, path: Path, scope: RowScope): RowKind['define'] {
  return Object.entries(define).map(([name, value]) => {
    const template = scope.template(value, [...path, name]);
    scope.declareDefinition(name, value, path);
    return { name, value: template };
  });
}

function compileRule(rule: RuleDocument, path: Path, scope: RowScope, faults: FaultCollector): Rule {
  const when = rule.when === undefined ? undefined : scope.expression(rule.when, [...path, 'when'], ['bool']);
  const commands = (rule.commands ?? []).map((command, index) =>
    compileCommand(command, [...path, 'commands', index], scope, faults),
  );
  const set = Object.entries(rule.set ?? {}).map(([name, value]) => {
    if (!scope.stateNames.includes(name))
      faults.unknown([...path, 'set', name], 'state', name, scope.stateNames);
    return { name, value: scope.template(value, [...path, 'set', name]) };
  });
  return { name: rule.name, commands, set, ...(when && { when }) };
}

function compileCommand(
  document: CommandDocument,
  path: Path,
  scope: RowScope,
  faults: FaultCollector,
): CommandTemplate {
  for (const { path: below, key, message } of commandFaults(document))
    if (key === undefined)
      faults.add(fieldsExist(document) || below[0] !== 'fields' ? [...path, ...below] : path, message);
    else faults.addAtKey([...path, ...below], key, message);
  const { when, at, externalId, implied = false, fields = {} } = document;
  const compiledWhen = when === undefined ? undefined : scope.expression(when, [...path, 'when'], ['bool']);
  const compiledAt = at === undefined ? undefined : scope.expression(at, [...path, 'at'], instant);
  return {
    command: document.command,
    implied: scope.template(implied, [...path, 'implied']),
    fields: scope.template(fields, [...path, 'fields']),
    ...(compiledWhen && { when: compiledWhen }),
    ...(compiledAt && { at: compiledAt }),
    ...(externalId !== undefined && { externalId: scope.template(externalId, [...path, 'externalId']) }),
  };
}

const fieldsExist = ({ fields }: CommandDocument): boolean => fields !== undefined;
