import { Command } from 'commander';
import { join } from 'node:path';
import { sendCommandFile } from '@rapport/interchange';
import { clientOf, waitNotice, withEngine, type EngineOptions } from '../engine-options';
import { interruptible } from '../interruption';
import { packageRoot } from '../package-root';
import { grouped, seconds } from '../terminal/numbers';
import { progressOn } from '../terminal/progress';
import { json, line, type Terminal } from '../terminal/terminal';

/** `rapport demo` */
export function demoCommand(terminal: Terminal): Command {
  return withEngine(new Command('demo'))
    .description('Load the small log that ships with Rapport: an invented shop, with a few hundred journeys')
    .action((options: EngineOptions) => demo(options, terminal));
}

async function demo(options: EngineOptions, terminal: Terminal): Promise<void> {
  const progress = progressOn(terminal);
  const file = join(packageRoot(), 'examples', 'demo', 'demo.ndjson');
  const begun = Date.now();
  try {
    const summary = await interruptible((signal) => {
      const client = clientOf(options, {
        signal,
        onWait: waitNotice(progress),
      });
      progress.begin('Sending', 0, 'commands');
      return sendCommandFile(file, client, (done, total) => progress.update(done, total));
    }, 'Run it again to send the rest: what arrived is not recorded twice.');
    progress.end();
    if (options.json) {
      json(terminal, summary);
      return;
    }
    const { recorded, replayed, refused, journeys } = summary;
    line(
      terminal,
      `The demo is in: ${grouped(journeys)} journeys, ${grouped(recorded)} commands recorded in ${seconds((Date.now() - begun) / 1000)}.`,
    );
    if (replayed > 0)
      line(
        terminal,
        `${grouped(replayed)} commands were there already: the demo changes nothing the second time.`,
      );
    if (refused > 0)
      line(terminal, `${grouped(refused)} commands were refused, as some of the story is meant to be.`);
    line(terminal, 'Ask it something:');
    for (const path of ['/v1/stages', '/v1/trust', '/v1/resolution-rate?by=product'])
      line(terminal, `  curl '${new URL(path, options.url).href}'`);
  } finally {
    progress.end();
  }
}
