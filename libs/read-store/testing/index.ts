/** A PostgreSQL for tests. */
export { PostgresServer, type PostgresOptions } from './postgres-server';
export {
  describeWithPostgres,
  postgresForTests,
  postgresSchema,
  whyNoPostgres,
  type PostgresSchema,
} from './postgres';
