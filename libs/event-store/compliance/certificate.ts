import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A key and a certificate for localhost that vouches for itself, in PEM files. */
export interface Certificate {
  readonly certificateFile: string;
  readonly keyFile: string;
  remove(): void;
}

/** Undefined where this machine has no openssl. */
export function makeCertificate(name = 'localhost'): Certificate | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-certificate-'));
  const [certificateFile, keyFile] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  const remove = (): void => rmSync(folder, { recursive: true });
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  try {
    const files = ['-keyout', keyFile, '-out', certificateFile];
    execFileSync('openssl', ['req', '-x509', ...kind, ...subject, ...files], { stdio: 'pipe' });
    return { certificateFile, keyFile, remove };
  } catch {
    remove();
    return undefined;
  }
}
