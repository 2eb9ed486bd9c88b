import { certificateIn, keyIn, UnusableFile } from '@rapport/stores';
import { resolve } from 'node:path';

/** What a server shows, in PEM. */
export interface Tls {
  readonly certificate: Buffer;
  readonly key: Buffer;
}

/** A certificate chain and the private key that belongs to it; undefined where one cannot be used, which the mistakes tell. */
export function readTls(certificateName: string, keyName: string, mistakes: string[]): Tls | undefined {
  const [certificateFile, keyFile] = [resolve(certificateName), resolve(keyName)];
  const read = (variable: string, file: string, contents: () => Buffer): Buffer | undefined => {
    try {
      return contents();
    } catch (error) {
      if (!(error instanceof UnusableFile)) throw error;
      mistakes.push(`${variable} names ${file}, which ${error.message}.`);
      return undefined;
    }
  };
  const certificate = read('RAPPORT_EVENTSTOREDB_CERT', certificateFile, () =>
    certificateIn(certificateFile),
  );
  const key = read('RAPPORT_EVENTSTOREDB_KEY', keyFile, () => keyIn(keyFile, certificate && certificateFile));
  return certificate && key && { certificate, key };
}
