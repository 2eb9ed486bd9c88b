/** What is wrong with a policy document, where, and what would be right. */
export interface PolicyFault {
  /** JSON pointer into the document, for example `/stages/2/enter/0`. */
  readonly path: string;
  readonly message: string;
  /** Place in the YAML text, from 1; only where there is a text. */
  readonly line?: number;
  readonly column?: number;
}

/** A document that cannot be compiled; the message lists every fault. */
export class InvalidPolicy extends Error {
  readonly code = 'invalid-policy';

  constructor(readonly faults: readonly PolicyFault[]) {
    super(`The policy is not valid.\n${faults.map(describeFault).join('\n')}`);
    this.name = 'InvalidPolicy';
  }
}

export function describeFault({ path, message, line, column }: PolicyFault): string {
  const place = line === undefined ? '' : `line ${line}, column ${column ?? 1}: `;
  return `${place}${path === '' ? '' : `${path}: `}${message}`;
}

/** A JSON pointer to a member of what `path` points to. */
export const within = (path: string, ...keys: readonly (string | number)[]): string =>
  [path, ...keys.map((key) => String(key).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');
