import { StagingDatabase } from './database';
import { Issues } from './issues';
import { JoinedRows } from './joined-rows';
import { Ledger } from './ledger';
import { Plan } from './plan';
import { StagedRows } from './staged-rows';

/** The work file of one import, with what it holds. */
export interface Staging {
  readonly database: StagingDatabase;
  readonly ledger: Ledger;
  readonly joined: JoinedRows;
  readonly rows: StagedRows;
  readonly plan: Plan;
  readonly issues: Issues;
}

/** @throws ImportUnderWay */
export function openStaging(path: string): Staging {
  const database = StagingDatabase.open(path);
  return {
    database,
    ledger: new Ledger(database),
    joined: new JoinedRows(database),
    rows: new StagedRows(database),
    plan: new Plan(database),
    issues: new Issues(database),
  };
}
