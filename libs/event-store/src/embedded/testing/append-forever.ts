import { randomUUID } from 'node:crypto';
import { anEvent, someEvents } from '../../../compliance';
import { openEmbeddedEventStore } from '../open';

const WRITERS = 16;

/** Appends to the log in the folder given until it is killed, and prints the ids of every append once it is acknowledged. */
async function main(): Promise<void> {
  const store = await openEmbeddedEventStore({ folder: process.argv[2] ?? '' });
  const write = async (stream: string): Promise<void> => {
    for (let round = 0; ; round += 1) {
      const events = round % 5 === 0 ? someEvents(3) : [anEvent()];
      await store.append(stream, events, 'any');
      console.log(events.map(({ id }) => id).join('\n'));
    }
  };
  await Promise.all(
    Array.from({ length: WRITERS }, (_, index) => write(index === 0 ? 'long' : `short-${randomUUID()}`)),
  );
}

void main();
