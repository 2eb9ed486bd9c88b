import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { ConfigError } from '../config/config';
import type { EventStoreDBConfig } from '../config/eventstoredb-config';

type Tls = NonNullable<EventStoreDBConfig['tls']>;

/** The certificate chain and the private key that belongs to it, in PEM. @throws ConfigError that names the variable */
export function readTls({ certificateFile, keyFile }: Tls): { certificate: Buffer; key: Buffer } {
  const cert = `RAPPORT_EVENTSTOREDB_CERT names ${certificateFile}, `;
  const certificate = orMistake(`${cert}which cannot be read.`, () => readFileSync(certificateFile));
  // Not X509Certificate alone, which takes DER as well: the server does not.
  orMistake(`${cert}which holds no certificate in PEM that a server can use.`, () =>
    createSecureContext({ cert: certificate }),
  );
  const named = `RAPPORT_EVENTSTOREDB_KEY names ${keyFile}, `;
  const key = orMistake(`${named}which cannot be read.`, () => readFileSync(keyFile));
  const privateKey = orMistake(
    `${named}which holds no private key in PEM that opens without a passphrase.`,
    () => createPrivateKey(key),
  );
  if (!new X509Certificate(certificate).checkPrivateKey(privateKey))
    throw new ConfigError([
      `${named}whose private key does not belong to the certificate of RAPPORT_EVENTSTOREDB_CERT, ${certificateFile}.`,
    ]);
  return { certificate, key };
}

function orMistake<T>(mistake: string, work: () => T): T {
  try {
    return work();
  } catch {
    throw new ConfigError([mistake]);
  }
}
