import type { Expression } from '../expression/expression';
import type { Template } from '../expression/template';

/** A mapping, checked and compiled. */
export interface Mapping {
  readonly name: string;
  readonly version: number;
  readonly source: string;
  readonly format: 'xes' | 'csv';
  readonly zone: string;
  readonly tables: ReadonlyMap<string, Table>;
  /** What the state of a group starts from. */
  readonly state: Readonly<Record<string, unknown>>;
  readonly kinds: readonly RowKind[];
  /** The text it was read from. */
  readonly text: string;
}

export interface Table {
  readonly name: string;
  readonly file?: string;
  readonly key?: string;
  /** Name here -> name in the file. */
  readonly columns: Readonly<Record<string, string>>;
}

/** The rows of one table that are played, and what they mean. */
export interface RowKind {
  readonly index: number;
  readonly table: Table;
  readonly joins: readonly Join[];
  readonly time: Expression;
  readonly journey: Expression;
  readonly group: Expression;
  readonly activity?: string;
  readonly sameTime: readonly SameTime[];
  readonly identicalRows: 'duplicate' | 'distinct';
  readonly define: readonly { readonly name: string; readonly value: Template }[];
  readonly rules: readonly Rule[];
}

export interface Join {
  readonly name: string;
  readonly table: Table;
  readonly equals: Expression;
  readonly many: boolean;
}

export interface SameTime {
  readonly column: string;
  /** Value -> its rank. Undefined: by text. */
  readonly ranks?: ReadonlyMap<string, number>;
}

export interface Rule {
  readonly name: string;
  readonly when?: Expression;
  readonly commands: readonly CommandTemplate[];
  readonly set: readonly { readonly name: string; readonly value: Template }[];
}

export interface CommandTemplate {
  readonly command: string;
  readonly when?: Expression;
  readonly implied: Template;
  readonly at?: Expression;
  readonly externalId?: Template;
  readonly fields: Template;
}
