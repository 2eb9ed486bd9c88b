import { loadNumbers } from '../../testing/numbers';
import { openSqliteReadStore } from '../read-store';

/** For `loadInProcess`: `<folder> <subjects>`. */
async function main(folder: string, subjects: number): Promise<void> {
  await loadNumbers(await openSqliteReadStore(folder), subjects);
}

if (process.argv[1] === __filename) void main(process.argv[2] ?? '', Number(process.argv[3]));
