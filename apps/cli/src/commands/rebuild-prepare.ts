import { prepareBuilds, type Prepared } from '@rapport/builds';
import { defaultLimits } from '@rapport/projection';
import { storesOf, type StoreOptions } from '../data-option';
import { CommandFailed } from '../explain';
import { grouped, seconds } from '../terminal/numbers';
import { progressOn } from '../terminal/progress';
import { json, line, type Terminal } from '../terminal/terminal';

interface PrepareOptions extends StoreOptions {
  readonly all?: true;
}

/** `rapport rebuild --prepare`: all that this code needs and the read store does not hold. */
export async function prepare(
  names: readonly string[],
  options: PrepareOptions,
  terminal: Terminal,
): Promise<void> {
  if (names.length > 0 || options.all)
    throw new CommandFailed('--prepare builds whatever is missing: it takes neither names nor --all.');
  const begun = Date.now();
  const progress = progressOn(terminal);
  let isBegun = false;
  const prepared = await prepareBuilds({
    ...{ stores: storesOf(options), rebuildEvents: defaultLimits.rebuildEvents },
    onProgress: ({ done, total }) => {
      if (!isBegun) progress.begin('Preparing', total, 'events', done);
      isBegun = true;
      progress.update(done, total);
    },
    onWait: (names) =>
      progress.note(`${names.join(', ')}: another process is building that. Waiting for its end.`),
    signal: new AbortController().signal,
  }).finally(() => progress.end());
  const took = (Date.now() - begun) / 1000;
  if (options.json) json(terminal, { ...prepared, durationSeconds: took });
  else line(terminal, summary(prepared, took));
}

function summary({ built, ready, events }: Prepared, took: number): string {
  if (built.length === 0)
    return `Nothing is missing: ${ready.join(', ')} are there in the versions of this code.`;
  const names = built.map(({ projection, version }) => `${projection} v${version}`).join(', ');
  return `Prepared ${names} from ${grouped(events)} events in ${seconds(took)}. The next start with this code catches up and swaps.`;
}
