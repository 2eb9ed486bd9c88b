import { BuildLost } from '../../errors';
import { table } from '../../testing/numbers';
import { openPostgresReadStore } from '../read-store';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * `<location> <leaseMs>`: takes the role `projector` and commits to a build of its own, number by number. Prints `began`, each number that
 * was committed, and `lost` when another node has the build.
 */
async function main(connectionString: string, leaseMs: number): Promise<void> {
  const store = await openPostgresReadStore({ connectionString, leaseMs });
  await store.shared?.take('projector');
  const build = await store.create('numbers', 1, table);
  console.log('began');
  for (let number = 1; ;) {
    const rows = [{ subject: `j${number}`, part: '', values: [number] }];
    const checkpoint = { logId: 'log', position: String(number), lastEventId: 'e', newestOccurredAt: null };
    try {
      await build.commit({ puts: rows, removals: [] }, checkpoint);
      console.log(number);
      number += 1;
    } catch (error) {
      if (error instanceof BuildLost) break;
      await sleep(20);
    }
  }
  console.log('lost');
  await store.close();
}

if (process.argv[1] === __filename) void main(process.argv[2] ?? '', Number(process.argv[3]));
