import { describeWithPostgres } from '@rapport/read-store/testing';
import { projectionRuntimeCompliance } from '../compliance';
import { embeddedLog, servedLog } from '../compliance/places/logs';
import { placeOf } from '../compliance/places/place';
import { postgresReadStore, sqliteReadStore } from '../compliance/places/read-stores';

projectionRuntimeCompliance('SQLite and SQLite', placeOf(embeddedLog, sqliteReadStore));

/** A schema for each takes its time. */
const runs = 4;

describeWithPostgres('with PostgreSQL', () => {
  projectionRuntimeCompliance('SQLite and PostgreSQL', placeOf(embeddedLog, postgresReadStore), { runs });
  projectionRuntimeCompliance(
    'EventStoreDB’s protocol and PostgreSQL',
    placeOf(servedLog, postgresReadStore),
    { runs },
  );
});
