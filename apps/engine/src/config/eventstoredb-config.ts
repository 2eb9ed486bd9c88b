import { readTls, type Tls } from './tls-files';

/** How the log is served over EventStoreDB's protocol. */
export interface EventStoreDBConfig {
  /** 0 lets the system choose. */
  readonly port: number;
  /** The token of the system account; without one nobody may append. */
  readonly systemToken?: string;
  /** Without it the port is in plain text. */
  readonly tls?: Tls;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Undefined where the port is off. Adds to the mistakes what is wrong. */
export function readEventStoreDBConfig(
  env: Environment,
  port: number | 'off',
  token: string | undefined,
  mistakes: string[],
): EventStoreDBConfig | undefined {
  const systemToken = env.RAPPORT_SYSTEM_TOKEN;
  const [certificate, key] = [env.RAPPORT_EVENTSTOREDB_CERT, env.RAPPORT_EVENTSTOREDB_KEY];
  if (systemToken && !/^[\x21-\x7e]+$/.test(systemToken))
    mistakes.push('RAPPORT_SYSTEM_TOKEN must consist of printable ASCII characters without spaces.');
  if (systemToken && systemToken === token)
    mistakes.push('RAPPORT_SYSTEM_TOKEN is RAPPORT_TOKEN: who may read could append. Use two secrets.');
  if (Boolean(certificate) !== Boolean(key))
    mistakes.push('RAPPORT_EVENTSTOREDB_CERT and RAPPORT_EVENTSTOREDB_KEY go together: set both or neither.');
  if (port === 'off') return undefined;
  const tls = certificate && key ? readTls(certificate, key, mistakes) : undefined;
  return { port, ...(systemToken && { systemToken }), ...(tls && { tls }) };
}
