import { once } from 'node:events';
import { openEmbeddedEventStore } from '../open';

/** Opens the store in the folder given and holds it until the input ends. Prints `open`, or why not. */
async function main(): Promise<void> {
  const store = await openEmbeddedEventStore({ folder: process.argv[2] ?? '' }).catch((error: unknown) => {
    console.log(error instanceof Error ? error.message : String(error));
  });
  if (store === undefined) return;
  console.log('open');
  process.stdin.resume();
  await once(process.stdin, 'end');
  await store.close();
}

void main();
