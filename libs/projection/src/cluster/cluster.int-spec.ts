import { describeWithPostgres } from '@rapport/read-store/testing';
import { projectionClusterCompliance } from '../../compliance/cluster';
import { clusterOf } from '../../compliance/places/cluster-place';
import { embeddedLog, servedLog } from '../../compliance/places/logs';

describeWithPostgres('with PostgreSQL', () => {
  projectionClusterCompliance('SQLite and PostgreSQL', clusterOf(embeddedLog));
  projectionClusterCompliance('EventStoreDB’s protocol and PostgreSQL', clusterOf(servedLog));
});
