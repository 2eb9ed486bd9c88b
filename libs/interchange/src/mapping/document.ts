/** A mapping as written, checked against `mapping.schema.json`, which says what each member means. */
export interface MappingDocument {
  readonly mapping: string;
  readonly version: number;
  readonly source: string;
  readonly format: 'xes' | 'csv';
  readonly zone?: string;
  readonly tables: Readonly<Record<string, TableDocument>>;
  readonly state?: Readonly<Record<string, boolean | number | string>>;
  readonly rows: readonly RowsDocument[];
}

export interface TableDocument {
  readonly file?: string;
  readonly key?: string;
  readonly columns: Readonly<Record<string, string>>;
}

export interface RowsDocument {
  readonly table: string;
  readonly join?: Readonly<Record<string, JoinDocument>>;
  readonly time: string;
  readonly journey: string;
  readonly group: string;
  readonly activity?: string;
  readonly sameTime?: readonly { readonly column: string; readonly order?: readonly string[] }[];
  readonly identicalRows: 'duplicate' | 'distinct';
  readonly define?: Readonly<Record<string, unknown>>;
  readonly rules: readonly RuleDocument[];
}

export interface JoinDocument {
  readonly table: string;
  readonly equals: string;
  readonly many?: boolean;
}

export interface RuleDocument {
  readonly name: string;
  readonly when?: string;
  readonly commands?: readonly CommandDocument[];
  readonly set?: Readonly<Record<string, unknown>>;
}

export interface CommandDocument {
  readonly command: string;
  readonly when?: string;
  readonly implied?: boolean | string;
  readonly at?: string;
  readonly externalId?: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}
