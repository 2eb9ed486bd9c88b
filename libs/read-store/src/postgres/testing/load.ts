import { loadNumbers } from '../../testing/numbers';
import { openPostgresReadStore } from '../read-store';

/** For `loadInProcess`: `<location> <subjects>`. */
async function main(connectionString: string, subjects: number): Promise<void> {
  await loadNumbers(await openPostgresReadStore({ connectionString, leaseMs: 600 }), subjects);
}

if (process.argv[1] === __filename) void main(process.argv[2] ?? '', Number(process.argv[3]));
