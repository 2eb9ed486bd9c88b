import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';

/** A file is not what it is taken for. The message goes on where a sentence named it: "cannot be read". */
export class UnusableFile extends Error {
  override readonly name = 'UnusableFile';
}

/** Certificates in PEM. @throws UnusableFile */
export function certificateIn(file: string): Buffer {
  const pem = contentsOf(file);
  // Not X509Certificate, which takes DER as well: a connection does not.
  orUnusable('holds no certificate in PEM', () => createSecureContext({ cert: pem }));
  return pem;
}

/** The private key in PEM that belongs to a certificate, where a sound one is named. @throws UnusableFile */
export function keyIn(file: string, certificateFile: string | undefined): Buffer {
  const pem = contentsOf(file);
  const key = orUnusable('holds no private key in PEM that opens without a passphrase', () =>
    createPrivateKey(pem),
  );
  if (certificateFile === undefined) return pem;
  if (new X509Certificate(contentsOf(certificateFile)).checkPrivateKey(key)) return pem;
  throw new UnusableFile(`holds a private key that does not belong to the certificate in ${certificateFile}`);
}

const contentsOf = (file: string): Buffer => orUnusable('cannot be read', () => readFileSync(file));

function orUnusable<T>(mistake: string, work: () => T): T {
  try {
    return work();
  } catch {
    throw new UnusableFile(mistake);
  }
}
