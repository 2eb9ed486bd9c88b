import { reasonOf } from '@rapport/event-store';
import { DatabaseError } from 'pg';
import { toStoreError } from './errors';

const refused = (code: string, more: Partial<DatabaseError> = {}): Error =>
  toStoreError(Object.assign(new DatabaseError('of jane@example.com', 1, 'error'), { code, ...more }));

it.each([
  ['53300', 'all its connections are taken: raise max_connections, or run fewer engines (53300)'],
  ['57P03', 'it starts, or recovers (57P03)'],
  ['25P03', 'it ended a transaction that stood still (25P03)'],
  ['25P04', '25P04'],
  ['08006', '08006'],
])('what passes is an outage, in words where they are known: %s', (code, words) => {
  const message = `The PostgreSQL of the read models does not answer: ${words}.`;
  expect(refused(code)).toMatchObject({ code: 'read-store-unavailable', message });
});

it.each([
  ['which the server ends', () => refused('57P01')],
  ['that is gone', () => toStoreError(new Error('Connection terminated unexpectedly'))],
])('a connection %s may have been ended by another node: the server is not blamed alone', (_, end) => {
  expect(end()).toMatchObject({ code: 'read-store-unavailable' });
  expect(end().message).toContain(
    'ended by another node since this one was silent for longer than its lease',
  );
});

it('what does not is told by its code, table and column, and no value', () => {
  const error = refused('22003', { table: 'trust', column: 'points' });
  expect(reasonOf(error)).toBe('PostgreSQL refused a statement: 22003 (table trust, column points).');
});

it.each(['42P01', '3F000'])('tables that are gone are told with what to do: %s', (code) =>
  expect(refused(code)).toMatchObject({
    ...{ name: 'ReadStoreEmptied', code: 'read-store-unavailable' },
    message: expect.stringContaining('restart an engine') as string,
  }),
);
