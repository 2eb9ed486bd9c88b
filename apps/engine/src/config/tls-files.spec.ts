import { makeCertificate } from '@rapport/event-store/compliance';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

    const mistakesIn = (files: object): readonly string[] => {
      const mistakes: string[] = [];
      const { certificateFile, keyFile } = { ...ours, ...files };
      expect(readTls(certificateFile, keyFile, mistakes) === undefined).toBe(mistakes.length > 0);
      return mistakes;
    };

    it('is taken with the key that belongs to it', () => {
      const [certificate, key] = [readFileSync(ours.certificateFile), readFileSync(ours.keyFile)];
      expect(readTls(ours.certificateFile, ours.keyFile, [])).toEqual({ certificate, key });
    });

    it('is told of with its key where both are wrong', () =>
      expect(mistakesIn({ certificateFile: der, keyFile: '/nope.key' })).toEqual([
        expect.stringContaining('holds no certificate in PEM'),
        'RAPPORT_EVENTSTOREDB_KEY names /nope.key, which cannot be read.',
      ]));

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
      expect(mistakesIn(files)).toEqual([expect.stringContaining(message)]),
    );
  },
);
