import { isSchemaName } from '@rapport/read-store';
import { InvalidLocation } from './invalid-location';

/** What the driver takes and the engine does not set itself. It would pass over any other, and over a `schema` that is misspelt. */
const OPTIONS = [
  'schema',
  'sslmode',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'sslnegotiation',
  'uselibpqcompat',
  'ssl',
  'host',
  'port',
  'user',
  'password',
  'options',
];

/** The driver would pass over any other, and talk in plain text. */
const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'];

/** What is not known is not quoted: behind a ? that nobody escaped, it may be a password. @throws InvalidLocation */
export function checkPostgresConnectionString(connectionString: string): void {
  const location = URL.parse(connectionString);
  if (location === null)
    throw new InvalidLocation(
      'must be a URL, like postgres://user:password@host:5432/database, its port at most 65535; write special characters of a password as %40 and the like',
    );
  for (const name of location.searchParams.keys())
    if (!OPTIONS.includes(name))
      throw new InvalidLocation(
        `has an option that the read store does not know: it knows ${OPTIONS.join(', ')} (and a ? in a password is written as %3F)`,
      );
  const mode = location.searchParams.get('sslmode');
  if (mode !== null && !SSL_MODES.includes(mode))
    throw new InvalidLocation(`has an option sslmode, which must be one of ${SSL_MODES.join(', ')}`);
  const [schema, ...more] = location.searchParams.getAll('schema');
  if (more.length > 0) throw new InvalidLocation('names more than one schema');
  if (schema !== undefined && !isSchemaName(schema))
    throw new InvalidLocation(
      'has an option schema, which must be 1 to 48 of a-z, 0-9 and _, and begin with no digit',
    );
}
