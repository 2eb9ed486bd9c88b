import { makeCertificate } from '@rapport/event-store/compliance';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigError } from '../config/config';
import { readTls } from './tls-files';

const certificates = [makeCertificate(), makeCertificate()] as const;
afterAll(() => certificates.forEach((one) => one?.remove()));

const none = { certificateFile: '', keyFile: '' };

(certificates[0] === undefined ? describe.skip : describe)(
  'the certificate of the served port (needs openssl)',
  () => {
    const [ours, others] = [certificates[0] ?? none, certificates[1] ?? none];
    const folder = dirname(ours.certificateFile);
    const [der, locked] = [join(folder, 'certificate.der'), join(folder, 'locked.pem')];
    beforeAll(() => {
      writeFileSync(der, execFileSync('openssl', ['x509', '-in', ours.certificateFile, '-outform', 'DER']));
      const lock = ['pkey', '-in', ours.keyFile, '-aes256', '-passout', 'pass:secret', '-out', locked];
      execFileSync('openssl', lock);
    });

    const mistakeIn = (files: object): string => {
      try {
        readTls({ ...ours, ...files });
        return 'none';
      } catch (error) {
        if (error instanceof ConfigError) return error.message;
        throw error;
      }
    };

    it('is taken with the key that belongs to it', () => expect(mistakeIn({})).toBe('none'));

    it.each([
      [{ certificateFile: '/nope.crt' }, 'RAPPORT_EVENTSTOREDB_CERT names /nope.crt, which cannot be read.'],
      [{ certificateFile: ours.keyFile }, `_CERT names ${ours.keyFile}, which holds no certificate in PEM.`],
      [{ certificateFile: der }, `_CERT names ${der}, which holds no certificate in PEM.`],
      [{ keyFile: folder }, `RAPPORT_EVENTSTOREDB_KEY names ${folder}, which cannot be read.`],
      [{ keyFile: ours.certificateFile }, 'holds no private key in PEM'],
      [{ keyFile: locked }, 'holds no private key in PEM that opens without a passphrase.'],
      [
        { keyFile: others.keyFile },
        `_KEY names ${others.keyFile}, which holds a private key that does not belong to`,
      ],
    ])('is refused with %j, which names the variable', (files, message) =>
      expect(mistakeIn(files)).toContain(message),
    );
  },
);
