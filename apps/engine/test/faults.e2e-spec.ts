import { describeWithPostgres } from '@rapport/read-store/testing';
import { runFaults } from '../faults/run-faults';

/** A few by default; `npm run test:faults -- --rounds 100 --seed 1` runs many, and shows them. */
const rounds = Number(process.env.RAPPORT_FAULT_ROUNDS ?? 4);
const seed = Number(process.env.RAPPORT_SEED ?? 1);

describeWithPostgres('engines on one log and one PostgreSQL, while things break', () => {
  it(`lose nothing, record nothing twice and get ready again by themselves, over ${rounds} faults (seed ${seed})`, async () => {
    const { violations, acknowledged } = await runFaults({ rounds, seed, nodes: [2, 4] }, () => undefined);
    expect(violations).toEqual([]);
    expect(acknowledged).toBeGreaterThan(rounds);
  }, 900_000);
});
