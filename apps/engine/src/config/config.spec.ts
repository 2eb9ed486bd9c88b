import { storesIn } from '@rapport/stores';
import { resolve } from 'node:path';
import { ConfigError, readConfig } from './config';

const mistakesOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
};

describe('the configuration', () => {
  it('has defaults for a newcomer', () =>
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataFolder: resolve('data'),
      stores: storesIn(resolve('data')),
      logLevel: 'info',
      projections: 'running',
      rebuilds: 'thread',
      readyLag: { events: 10_000, seconds: 10 },
    }));

  it('takes an empty variable for one that is not set', () =>
    expect(readConfig({ PORT: '', RAPPORT_TOKEN: '' })).not.toHaveProperty('token'));

  it('names every mistake and what would be right', () => {
    const mistakes = mistakesOf({
      PORT: '70000',
      RAPPORT_LOG_LEVEL: 'loud',
      RAPPORT_PROJECTIONS: 'off',
      RAPPORT_REBUILDS: 'never',
      RAPPORT_READY_LAG_SECONDS: '1.5',
    });
    expect(mistakes).toEqual([
      'PORT is "70000", but must be a port number, 0 to 65535.',
      expect.stringContaining('RAPPORT_LOG_LEVEL is "loud", but must be one of fatal, error'),
      expect.stringContaining('RAPPORT_PROJECTIONS is "off"'),
      'RAPPORT_REBUILDS is "never", but must be one of thread, inline.',
      'RAPPORT_READY_LAG_SECONDS is "1.5", but must be a number of seconds, 0 to 86400.',
    ]);
  });

  it.each(['0.0.0.0', '192.168.1.4', '::'])('demands a token to listen on %s', (HOST) => {
    expect(mistakesOf({ HOST })).toEqual([expect.stringContaining('RAPPORT_TOKEN is not set')]);
    expect(mistakesOf({ HOST, RAPPORT_TOKEN: 'a-long-secret' })).toEqual([]);
  });

  it.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1'])('demands none on %s', (HOST) =>
    expect(mistakesOf({ HOST })).toEqual([]),
  );

  it('refuses a token that no header can carry', () =>
    expect(mistakesOf({ RAPPORT_TOKEN: 'two words' })).toHaveLength(1));

  it('serves the log to clients of EventStoreDB where it is told to', () => {
    const tls = { RAPPORT_EVENTSTOREDB_CERT: 'cert.pem', RAPPORT_EVENTSTOREDB_KEY: 'key.pem' };
    expect(readConfig({ RAPPORT_EVENTSTOREDB_PORT: 'off', ...tls })).not.toHaveProperty('eventStoreDB');
    const env = { RAPPORT_EVENTSTOREDB_PORT: '2113', RAPPORT_SYSTEM_TOKEN: 'secret' };
    expect(readConfig(env).eventStoreDB).toEqual({ port: 2113, systemToken: 'secret' });
    expect(mistakesOf({ ...env, ...tls })).toHaveLength(2); // neither file is there
  });

  it('refuses one secret for reading and appending, and half a certificate', () => {
    expect(mistakesOf({ RAPPORT_TOKEN: 'one', RAPPORT_SYSTEM_TOKEN: 'one' })).toHaveLength(1);
    expect(mistakesOf({ RAPPORT_SYSTEM_TOKEN: 'two words' })).toHaveLength(1);
    expect(mistakesOf({ RAPPORT_EVENTSTOREDB_CERT: 'cert.pem' })).toHaveLength(1);
    expect(mistakesOf({ RAPPORT_EVENTSTOREDB_PORT: 'on' })).toEqual([
      expect.stringContaining('must be off, or'),
    ]);
  });

  it('refuses one port for both servers', () => {
    const mistakes = ['PORT and RAPPORT_EVENTSTOREDB_PORT are both 3000: give each a port of its own.'];
    expect(mistakesOf({ PORT: '3000', RAPPORT_EVENTSTOREDB_PORT: '3000' })).toEqual(mistakes);
    expect(mistakesOf({ RAPPORT_EVENTSTOREDB_PORT: '3000' })).toEqual(mistakes);
    expect(mistakesOf({ PORT: '0', RAPPORT_EVENTSTOREDB_PORT: '0' })).toEqual([]);
    expect(mistakesOf({ PORT: 'x', RAPPORT_EVENTSTOREDB_PORT: 'x' })).toHaveLength(2);
  });

  it('takes a log in EventStoreDB and read models in PostgreSQL, each or both', () => {
    const RAPPORT_EVENT_STORE = 'esdb+discover://admin:changeit@db.example:2113?tlsCAFile=%2Fca.crt';
    const RAPPORT_READ_STORE = 'postgres://rapport:secret@db.example/rapport';
    const env = { RAPPORT_EVENT_STORE, RAPPORT_READ_STORE };
    const eventStore = { kind: 'eventstoredb', connectionString: RAPPORT_EVENT_STORE };
    const readStore = { kind: 'postgres', connectionString: RAPPORT_READ_STORE };
    const embedded = storesIn(resolve('data'));
    expect(readConfig(env).stores).toEqual({ eventStore, readStore });
    expect(readConfig({ RAPPORT_EVENT_STORE }).stores).toEqual({ ...embedded, eventStore });
    expect(readConfig({ RAPPORT_READ_STORE, RAPPORT_EVENT_STORE: 'sqlite:' }).stores).toEqual({
      ...embedded,
      readStore,
    });
  });

  it('says what is wrong with a connection string, and keeps its password to itself', () => {
    const mistakes = mistakesOf({
      RAPPORT_EVENT_STORE: 'esdb://admin:changeit@host:2113?tlsCaFiles=x',
      RAPPORT_READ_STORE: 'mysql://root:changeit@host/db',
    });
    expect(mistakes).toEqual([
      expect.stringMatching(/^RAPPORT_EVENT_STORE has an option that .* does not know/),
      expect.stringMatching(/^RAPPORT_READ_STORE must be sqlite: /),
    ]);
    expect(mistakes.join()).not.toContain('changeit');
  });

  it('serves no log that is in EventStoreDB already', () =>
    expect(
      mistakesOf({ RAPPORT_EVENT_STORE: 'esdb://localhost:2113?tls=false', RAPPORT_EVENTSTOREDB_PORT: '0' }),
    ).toEqual([expect.stringContaining('RAPPORT_EVENTSTOREDB_PORT serves the log of the data folder')]));
});
