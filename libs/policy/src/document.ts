/** A policy document as parsed from YAML and checked against its JSON Schema. */
export interface PolicyDocument {
  readonly policy: string;
  readonly schema: number;
}
