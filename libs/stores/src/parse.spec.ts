import { makeCertificate } from '@rapport/event-store/compliance';
import { describeLocation } from './describe';
import { openEventStore } from './open';
import { eventStoreLocation, readStoreLocation } from './parse';

describe('the connection string of a log', () => {
  const parse = (text: string) => eventStoreLocation(text, '/data');

  it.each([
    'esdb://localhost:2113?tls=false',
    'esdb://admin:change%40it@localhost:2113',
    'esdb://a:2113,b:2113,c:2113?tls=true&nodePreference=leader&keepAliveInterval=20000&maxDiscoverAttempts=-1',
    'esdb://localhost:2113?userCertFile=a.crt&userKeyFile=a.key',
    'esdb+discover://ops:secret@cluster.dns.name:2113/?tlsCAFile=%2Fca%2Fca.crt&tls-verify-cert=true',
  ])('is taken as EventStoreDB documents it: %s', (connectionString) =>
    expect(parse(connectionString)).toEqual({ kind: 'eventstoredb', connectionString }),
  );

  it.each([
    ['http://localhost:2113', 'must be sqlite:'],
    ['sqlite:/elsewhere', 'must be sqlite:'],
    ['esdb://', 'must read like'],
    ['esdb://admin:pass:word@localhost:2113', 'must read like'],
    ['esdb://admin:p@ssword@localhost:2113', 'must read like'],
    ['esdb://local host:2113', 'no host'],
    ['esdb://admin:changeit', 'no host'],
    ['esdb://localhost:2113?tls=maybe', 'tls, which must be true or false'],
    ['esdb://localhost:2113?tlsVerifyCert=false', 'name the CA with tlsCAFile'],
    ['esdb://localhost:2113?gossipTimeout=soon', 'which must be a whole number'],
    ['esdb://localhost:2113?gossipTimeout=-5', 'or -1 for none'],
    [
      'esdb://localhost:2113?keepAliveInterval=-1',
      'keepAliveInterval, which must be a number of milliseconds',
    ],
    ['esdb://localhost:2113?keepAliveTimeout=-1', 'keepAliveTimeout, which must be a number of milliseconds'],
    ['esdb://localhost:2113?keepAliveTimeout=0', 'from 1 to 999999999'],
    ['esdb://localhost:2113?keepAliveTimeout=2147483648', 'from 1 to 999999999'],
    ['esdb://localhost:99999', 'a port is 65535 at most'],
    ['esdb://localhost:2113?nodePreference=best', 'which must be leader'],
    ['esdb://localhost:2113?tls=false&TLS=true', 'names more than one tls'],
    ['esdb://localhost:2113?userCertFile=a.crt', 'userCertFile and userKeyFile, which go together'],
    ['esdb://localhost:2113?user-key-file=a.key', 'userCertFile and userKeyFile, which go together'],
    ['esdb://localhost:2113?user=me', 'an option that EventStoreDB'],
    ['esdb://admin:100%@localhost:2113', 'a % that escapes nothing'],
    ['esdb://localhost:2113?tlsCAFile=%zz', 'a % that escapes nothing'],
  ])('is refused before the client sees it: %s', (text, message) =>
    expect(() => parse(text)).toThrow(message),
  );
});

it.each(['esdb://admin:12?s3cret@host:2113', 'esdb://admin:12?s3cret', 'esdb://a:s3cret%@host'])(
  'is refused without a word of a password that was not escaped: %s',
  (text) =>
    expect(() => eventStoreLocation(text, '/data')).toThrow(
      /^holds a %(?!.*s3cret)|^has an option(?!.*s3cret)/,
    ),
);

it('is not opened where a file that it names is not there', async () => {
  const location = eventStoreLocation('esdb://a:b@localhost:1?tlsCAFile=%2Fno%2Fca.crt', '/data');
  await expect(openEventStore(location)).rejects.toThrow('tlsCAFile, whose file /no/ca.crt cannot be read');
});

it.each([['tlsCAFile'], ['userCertFile', 'userKeyFile']])(
  'is not opened where %s holds none',
  async (...options) => {
    const files = options.map((option) => `${option}=${encodeURIComponent(__filename)}`);
    const location = eventStoreLocation(`esdb://localhost:1?${files.join('&')}`, '');
    await expect(openEventStore(location)).rejects.toThrow(
      `${options[0]}, whose file ${__filename} holds no`,
    );
  },
);

const certificates = [makeCertificate(), makeCertificate()] as const;
afterAll(() => certificates.forEach((one) => one?.remove()));
const [ours, others] = certificates;

(ours && others ? it : it.skip).each([
  ['is none', ours?.certificateFile, 'holds no private key in PEM that opens without a passphrase'],
  ['belongs to another', others?.keyFile, 'holds a private key that does not belong to the certificate in '],
])('is not opened where the key of the user’s certificate %s (needs openssl)', async (_, key, message) => {
  const [cert = '', wrong = ''] = [ours?.certificateFile, key];
  const files = `userCertFile=${encodeURIComponent(cert)}&userKeyFile=${encodeURIComponent(wrong)}`;
  const opening = openEventStore(eventStoreLocation(`esdb://localhost:1?${files}`, ''));
  await expect(opening).rejects.toThrow(`userKeyFile, whose file ${wrong} ${message}`);
});

describe('the connection string of read models', () => {
  const parse = (text: string) => readStoreLocation(text, '/data');

  it.each(['postgres://localhost/rapport', 'postgresql://me:secret@host:5432/db?schema=crm'])(
    'is a URL: %s',
    (connectionString) => expect(parse(connectionString)).toEqual({ kind: 'postgres', connectionString }),
  );

  it.each(['postgres://me:p/ss@host:port/db', 'localhost/rapport', 'sqlite:read'])('is refused: %s', (text) =>
    expect(() => parse(text)).toThrow('must be'),
  );

  it.each([
    ['?schma=x', 'has an option that the read store does not know: it knows schema, sslmode, '],
    ['?schema=x&Schema=y', 'does not know'],
    ['?sslmode=requird', 'has an option sslmode, which must be one of disable, '],
    ['?sslmode=', 'has an option sslmode, which must be one of disable, '],
    ['?sslmode=require&sslmode=disable', 'names more than one sslmode'],
    ['?sslnegotiation=foo', 'has an option sslnegotiation, which must be one of postgres, direct'],
    ['?port=99999', 'has an option port, which must be a number'],
    ['?port=abc', 'has an option port, which must be a number'],
    ['?schema=x&schema=y', 'names more than one schema'],
    ['?schema=', 'has an option schema, which must be'],
    ['?schema=pg_x', 'has an option schema that begins with pg_, as only those of PostgreSQL may'],
    ['?schema=Bad-Name', 'has an option schema, which must be'],
  ])('is refused with %s, rather than taken for that of another schema', (options, message) =>
    expect(() => parse(`postgres://localhost/rapport${options}`)).toThrow(message),
  );

  it.each([
    'postgres://me:12?s3cret@host/db',
    'postgres://me:s3%c3cret@host/db',
    'postgres://me:s3cret%@host',
  ])('is refused without a word of a password that was not escaped: %s', (text) =>
    expect(() => parse(text)).toThrow(/^has an option(?!.*s3)|^holds a %(?!.*s3)/),
  );
});

it('is told to people without users, passwords and options', () => {
  const esdb = 'esdb+discover://admin:changeit@a:2113,b:2113?tlsCAFile=x';
  expect(describeLocation(eventStoreLocation(esdb, ''))).toBe('esdb+discover://a:2113,b:2113');
  const postgres = 'postgres://me:secret@host:5432/db?sslmode=require';
  expect(describeLocation(readStoreLocation(postgres, ''))).toBe('postgres://host:5432/db');
  expect(describeLocation(eventStoreLocation('sqlite:', '/data'))).toBe('/data');
});
