import { certificateIn, keyIn, UnusableFile } from '@rapport/stores';
import { ConfigError } from '../config/config';
import type { EventStoreDBConfig } from '../config/eventstoredb-config';

type Tls = NonNullable<EventStoreDBConfig['tls']>;

/** The certificate chain and the private key that belongs to it, in PEM. @throws ConfigError that names the variable */
export function readTls({ certificateFile, keyFile }: Tls): { certificate: Buffer; key: Buffer } {
  return {
    certificate: named('RAPPORT_EVENTSTOREDB_CERT', certificateFile, certificateIn),
    key: named('RAPPORT_EVENTSTOREDB_KEY', keyFile, (file) => keyIn(file, certificateFile)),
  };
}

function named(variable: string, file: string, read: (file: string) => Buffer): Buffer {
  try {
    return read(file);
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    throw new ConfigError([`${variable} names ${file}, which ${error.message}.`]);
  }
}
