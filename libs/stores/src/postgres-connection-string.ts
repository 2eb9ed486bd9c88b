import { isSchemaName } from '@rapport/read-store';
import { checkEscapes } from './escapes';
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

/** The driver would pass over any other, and talk in plain text, or in another way than was meant. */
const VALUES: readonly (readonly [option: string, values: readonly string[]])[] = [
  ['sslmode', ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify']],
  ['sslnegotiation', ['postgres', 'direct']],
  ['ssl', ['true', '1', '0', 'no-verify']],
  ['uselibpqcompat', ['true', 'false']],
];

const isPort = (text: string): boolean =>
  /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;

/** What is not known is not quoted: behind a ? that nobody escaped, it may be a password. @throws InvalidLocation */
export function checkPostgresConnectionString(connectionString: string): void {
  const location = URL.parse(connectionString);
  if (location === null)
    throw new InvalidLocation(
      'must be a URL, like postgres://user:password@host:5432/database, its port at most 65535; write special characters of a password as %40 and the like',
    );
  checkEscapes(connectionString);
  for (const name of location.searchParams.keys())
    if (!OPTIONS.includes(name))
      throw new InvalidLocation(
        `has an option that the read store does not know: it knows ${OPTIONS.join(', ')} (and a ? in a password is written as %3F)`,
      );
  for (const name of new Set(location.searchParams.keys()))
    if (location.searchParams.getAll(name).length > 1)
      throw new InvalidLocation(`names more than one ${name}`);
  for (const [name, values] of VALUES) {
    const value = location.searchParams.get(name);
    if (value !== null && !values.includes(value))
      throw new InvalidLocation(`has an option ${name}, which must be one of ${values.join(', ')}`);
  }
  const port = location.searchParams.get('port');
  if (port !== null && !isPort(port))
    throw new InvalidLocation('has an option port, which must be a number from 1 to 65535');
  const schema = location.searchParams.get('schema') ?? undefined;
  if (schema?.startsWith('pg_'))
    throw new InvalidLocation('has an option schema that begins with pg_, as only those of PostgreSQL may');
  if (schema !== undefined && !isSchemaName(schema))
    throw new InvalidLocation(
      'has an option schema, which must be 1 to 48 of a-z, 0-9 and _, and begin with no digit',
    );
}
