import { writeFileSync } from 'node:fs';
import { demo, toNdjson } from './demo';

/** Writes the demo log: `npm run demo:generate`, or with another file to write to. */
const file = process.argv[2] ?? 'examples/demo/demo.ndjson';
const commands = demo();
writeFileSync(file, toNdjson(commands));
process.stdout.write(
  `${commands.length} commands of ${new Set(commands.map((c) => c.journeyId)).size} journeys written to ${file}\n`,
);
