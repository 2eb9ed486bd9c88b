import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, startEngine, type RunningEngine } from './engine';
import { departure, samples, type Sample } from './samples';

const pages = [
  'README.md',
  'docs/tutorial/first-insight.md',
  'docs/how-to/read-the-api.md',
  'docs/how-to/send-commands.md',
  'docs/how-to/travel-in-time.md',
];

const hasCurl = spawnSync('curl', ['--version']).status === 0;
const onPages = hasCurl ? describe.each(pages) : describe.skip.each(pages);

const samplesOf = (page: string): readonly Sample[] =>
  samples(readFileSync(join(__dirname, '../..', page), 'utf8'));

/** A page's samples are run in order, on one engine with the demo in it: as a reader would. */
onPages(`the samples of %s${hasCurl ? '' : ' (curl is missing here)'}`, (page) => {
  let engine: RunningEngine;
  beforeAll(async () => {
    engine = await startEngine();
    await run('npx rapport demo', engine.url);
    await engine.caughtUp();
  }, 60_000);
  afterAll(() => engine.stop());

  it.each(samplesOf(page))('$title', async ({ script, answer }) => {
    const printed = await run(script, engine.url);
    if (answer !== undefined) expect(departure(answer, JSON.parse(printed))).toBeUndefined();
  });
});
