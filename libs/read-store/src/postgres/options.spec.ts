import { Client } from 'pg';
import { settingsOf } from './options';

describe('the TLS that a connection string asks for', () => {
  afterEach(() => jest.restoreAllMocks());

  const settings = (options: string): URL =>
    new URL(settingsOf({ connectionString: `postgres://host/db?${options}` }).connectionString);

  it.each(['prefer', 'require', 'verify-ca', 'verify-full'])(
    'verifies the server with sslmode=%s, as the driver does, which has nothing to warn of',
    (mode) => {
      const warn = jest.spyOn(process, 'emitWarning');
      const { href, searchParams } = settings(`sslmode=${mode}`);
      expect(new Client({ connectionString: href })).toMatchObject({ ssl: {} });
      expect(searchParams.get('sslmode')).toBe('verify-full');
      expect(warn).not.toHaveBeenCalled();
    },
  );

  it.each(['uselibpqcompat=true&sslmode=require', 'sslmode=no-verify', 'sslmode=disable'])(
    'stays as it is with %s',
    (options) => expect(settings(options).search).toContain(`?${options}&`),
  );
});
