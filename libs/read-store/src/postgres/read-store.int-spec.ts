import { readStoreCompliance, sharedStoreCompliance } from '@rapport/read-store/compliance';
import { describeWithPostgres } from '@rapport/read-store/testing';
import { openFixture } from './testing/fixture';

describeWithPostgres('PostgreSQL', () => {
  readStoreCompliance('PostgreSQL', openFixture);
  sharedStoreCompliance('PostgreSQL', openFixture);
});
