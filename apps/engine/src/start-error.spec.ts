import { StoreReadOnly, StoreUnavailable } from '@rapport/event-store';
import { NameTaken } from '@rapport/projection';
import { ReadStoreUnavailable, ReadStoreUnusable } from '@rapport/read-store';
import { InvalidLocation } from '@rapport/stores';
import { tmpdir } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { explainStart } from './start-error';

const settings = { port: 80, host: '127.0.0.1', dataFolder: '/data' };
const system = (members: object) => Object.assign(new Error('system'), members);

/** As SQLite throws it. */
function fullDisk(): unknown {
  const database = new DatabaseSync(':memory:');
  try {
    database.exec('CREATE TABLE t (x); PRAGMA max_page_count = 2; INSERT INTO t VALUES (zeroblob(100000))');
    return undefined;
  } catch (error) {
    return error;
  } finally {
    database.close();
  }
}

/** As SQLite throws it for a folder that it may not write to: it cannot make a file in the place of a folder either. */
function unopenable(): unknown {
  try {
    return new DatabaseSync(tmpdir());
  } catch (error) {
    return error;
  }
}

describe('why the engine does not start', () => {
  it.each([
    [
      'a full disk under the log',
      fullDisk(),
      'The data folder /data cannot be written (database or disk is full)',
    ],
    [
      'a full disk under the read models',
      new ReadStoreUnusable('remove the folder', { cause: fullDisk() }),
      'The data folder /data cannot be written (database or disk is full)',
    ],
    [
      'a folder that may not be written',
      unopenable(),
      'The data folder /data cannot be written (unable to open database file)',
    ],
    ['a full disk under the first policy', new StoreReadOnly('Free space.'), 'Free space.'],
    ['a file of another form', new ReadStoreUnusable('remove the folder'), 'remove the folder'],
    [
      'a log that is away',
      new StoreUnavailable('No leader.'),
      'The event log cannot be reached: No leader. RAPPORT_EVENT_STORE',
    ],
    [
      'a database that is away',
      new ReadStoreUnavailable('It starts.', { cause: system({ code: 'ENOENT' }) }),
      "The read models' database cannot be reached: It starts. RAPPORT_READ_STORE",
    ],
    ['two of one name', new NameTaken('trust-level'), 'Two projections are named "trust-level". Give one'],
    ['a file that is not there', new InvalidLocation('names no file'), 'RAPPORT_EVENT_STORE names no file.'],
    ['no room', system({ code: 'ENOSPC' }), 'The data folder /data cannot be written (ENOSPC)'],
    ['a port in use', system({ code: 'EADDRINUSE', syscall: 'listen' }), 'Port 80 on 127.0.0.1 is in use.'],
    ['a port of others', system({ code: 'EACCES', syscall: 'listen' }), 'Choose one above 1023'],
    ['a host of others', system({ code: 'ENOTFOUND', syscall: 'getaddrinfo' }), 'no address of this machine'],
  ])('is told for %s', (_, error, line) =>
    expect(explainStart(error, settings)).toEqual([expect.stringContaining(line)]),
  );

  it('names the variable and the database, without its user and password', () => {
    const readStore = { kind: 'postgres', connectionString: 'postgres://me:s3cret@h:1/db?ssl=1' } as const;
    const stores = { eventStore: { kind: 'embedded', folder: '/data' }, readStore } as const;
    expect(explainStart(new ReadStoreUnusable('It is not there.'), { ...settings, stores })).toEqual([
      'It is not there. RAPPORT_READ_STORE names postgres://h:1/db.',
    ]);
  });

  it.each([
    ['a bug', new TypeError('x is not a function')],
    ['no error', 'oops'],
  ])('is not made up for %s', (_, error) => expect(explainStart(error, settings)).toBeUndefined());
});
