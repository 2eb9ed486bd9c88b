import { DatabaseError } from 'pg';
import { ReadStoreEmptied, ReadStoreError, ReadStoreUnavailable, ReadStoreUnusable } from '../../errors';

/** PostgreSQL refused a statement. A mistake of ours or of the projection's. Quotes no value: it may be personal. */
export class StatementRefused extends Error {
  /** So that its message is told: it quotes nothing. */
  readonly code = 'statement-refused';

  constructor(
    /** As in PostgreSQL's appendix of error codes. */
    readonly sqlState: string,
    readonly table: string | undefined,
    readonly column: string | undefined,
  ) {
    const where = [table && `table ${table}`, column && `column ${column}`].filter(Boolean).join(', ');
    super(`PostgreSQL refused a statement: ${sqlState}${where && ` (${where})`}.`);
  }
}

/** The server lets us in no more, or never did. Others may mend that while the engine runs. */
export class CredentialsRefused extends ReadStoreUnavailable {
  constructor() {
    super('PostgreSQL refuses the user or password of the read store: mend its connection string.');
  }
}

/**
 * Classes and codes of what passes: connections (08), a server that starts, stops or has no room (53, 57P), transactions that
 * were in each other's way (40, 55P03), statements and transactions that took too long (57014, 25P03, 25P04), and a server that
 * may only be read, as a standby (25006).
 */
const passing = /^(08|53|57P|40|55P03|57014|25006|25P0[34])/;

/** Undefined table, undefined schema. */
const absent: readonly string[] = ['42P01', '3F000'];

/** Whoever buries a node ends its connections: to this one that looks as if the server were away. */
const buried = 'by another node since this one was silent for longer than its lease';

const WORDS: Readonly<Record<string, string>> = {
  '53100': 'its disk is full',
  '53200': 'it has no memory left',
  '53300': 'all its connections are taken: raise max_connections, or run fewer engines',
  '57P01': `it was stopped, or the connection was ended ${buried}`,
  '57P03': 'it starts, or recovers',
  '57014': 'a statement took too long',
  '25P03': 'it ended a transaction that stood still',
  '25006': 'it may only be read, as a standby may',
};

const inWords = (code: string): string => (WORDS[code] === undefined ? code : `${WORDS[code]} (${code})`);

/** What the port promises in place of what the driver throws. Nothing of a connection string or a row comes through. */
export function toStoreError(error: unknown): Error {
  if (error instanceof DatabaseError) {
    const { code = 'unknown', table, column } = error;
    if (code.startsWith('28')) return new CredentialsRefused();
    if (absent.includes(code)) return new ReadStoreEmptied();
    return passing.test(code) ? unavailable(inWords(code)) : new StatementRefused(code, table, column);
  }
  if (!isError(error)) return new Error('The read store failed.');
  if (isOfAFile(error)) return new ReadStoreUnusable(unreadable);
  return isOfTheConnection(error) ? unavailable(codeOf(error) ?? wordsOf(error)) : error;
}

/** Not by `instanceof`: the system's may come from another realm. */
const isError = (error: unknown): error is Error =>
  typeof error === 'object' && error !== null && 'message' in error && 'name' in error;

const unavailable = (reason: string): ReadStoreError =>
  new ReadStoreUnavailable(`The PostgreSQL of the read models does not answer: ${reason}.`);

const codeOf = (error: Error): string | undefined =>
  'code' in error && typeof error.code === 'string' ? error.code : undefined;

function wordsOf({ message }: Error): string {
  if (message.includes('does not support SSL'))
    return 'it has no TLS, which `sslmode` in the connection string asks for';
  return message === 'Connection terminated unexpectedly'
    ? `connection lost, or ended ${buried}`
    : 'connection lost';
}

const unreadable =
  'A file that the connection string of the read store names (sslrootcert, sslcert or sslkey) cannot be read: mend it.';

/** A socket that is not there is ENOENT as well, but of `connect`. */
const isOfAFile = (error: Error): boolean => 'syscall' in error && error.syscall === 'open';

/** The system's errors have codes; the driver's own have only words. */
const ofTheSystem = /^(E[A-Z]+|ERR_(SSL|TLS|SOCKET|STREAM)\w*|\w*CERT\w*|UNABLE_TO_\w+)$/;
const ofTheDriver = /connection|timeout|not queryable|SSL|premature close/i;

function isOfTheConnection(error: Error): boolean {
  if (error instanceof ReadStoreError) return false;
  const code = codeOf(error);
  return code === undefined
    ? error.name === 'Error' && ofTheDriver.test(error.message)
    : ofTheSystem.test(code);
}
