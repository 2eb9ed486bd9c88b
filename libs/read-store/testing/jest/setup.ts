import { askAt, PostgresOfTheRun } from './postgres-of-the-run';

let run: PostgresOfTheRun | undefined;

/** Before the first worker starts: they inherit the environment. */
export default async function setup(): Promise<void> {
  run = await PostgresOfTheRun.open();
  process.env[askAt] = run.address;
}

export const teardown = async (): Promise<void> => run?.close();
