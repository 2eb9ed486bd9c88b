import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { EngineRefused } from '../engine/errors';
import type { EngineClient } from '../engine/engine-client';
import type { ImportObserver } from './observer';
import { contentOf, sourceFiles } from './source-files';
import { stage } from './stage';
import { countsOf, type ImportSummary } from './summary';
import type { Mapping } from '../mapping/mapping';
import { acknowledged, play } from '../play/play';
import { openStaging, type Staging } from '../staging/staging';

export interface ImportOptions {
  readonly mapping: Mapping;
  /** The file, or the folder of files. */
  readonly path: string;
  readonly client: EngineClient;
  /** Where work files are kept between an interruption and the next run. */
  readonly workFolder: string;
  /** Where rows with something to say about are listed. */
  readonly rejectedFile: string;
  readonly observer: ImportObserver;
  readonly signal: AbortSignal;
}

/**
 * Imports files: stages their rows, plays them in business order, lists what was refused. An import that was interrupted
 * goes on where the engine's acknowledgements end, unless a file or the mapping has changed since.
 *
 * @throws UnreadableFile, ImportUnderWay, EngineUnreachable, EngineUnavailable, EngineRefused; AbortError on the signal
 */
export async function runImport(options: ImportOptions): Promise<ImportSummary> {
  const begun = Date.now();
  const { mapping, path, client, signal, observer } = options;
  await client.ping();
  const files = await sourceFiles(mapping, path);
  const staging = openStaging(workFile(options));
  try {
    const done = await resumable(staging, options, await contentOf(files, signal));
    const resumed = done !== undefined && done > 0;
    if (resumed)
      observer.note(
        `Going on with the import that was interrupted: ${done} commands are acknowledged already.`,
      );
    if (done === undefined) await stage({ mapping, files, staging, observer, signal });
    staging.ledger.set('ready', 'yes');
    const sent = await send(staging, options);
    const counts = countsOf(staging);
    const listed = await listIssues(staging, options.rejectedFile);
    staging.database.remove();
    return {
      ...counts,
      durationSeconds: (Date.now() - begun) / 1000,
      commandsPerSecond: sent.perSecond,
      ...(listed > 0 && { rejectedFile: options.rejectedFile }),
      resumed,
    };
  } finally {
    // Only a plan is worth keeping: without one the next run begins with reading anyway.
    if (staging.database.isOpen && staging.ledger.get('ready') === undefined) staging.database.remove();
    staging.database.close();
  }
}

/** One work file for an import of this path, with this mapping, into this engine. */
function workFile({ workFolder, path, mapping, client }: ImportOptions): string {
  const name = createHash('sha256')
    .update(JSON.stringify([client.url, resolve(path), mapping.name]))
    .digest('hex');
  return join(workFolder, `${name.slice(0, 24)}.sqlite`);
}

/** How much of this very import's plan is acknowledged; undefined where the work file holds no plan of it, and is now empty. */
async function resumable(
  staging: Staging,
  { client, mapping, observer }: ImportOptions,
  content: string,
): Promise<number | undefined> {
  const { ledger, database } = staging;
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([content, mapping.text]))
    .digest('hex');
  const isSame = ledger.get('fingerprint') === fingerprint && ledger.get('ready') === 'yes';
  const done = acknowledged(staging);
  if (isSame && (done === 0 || (await isSameLog(client, ledger.get('position'))))) return done;
  if (done > 0)
    observer.note(
      `${isSame ? 'The engine has another log' : 'The file or the mapping has changed'} since the import was interrupted: starting anew.`,
    );
  database.clear();
  ledger.set('fingerprint', fingerprint);
  return undefined;
}

/** A position of another log is refused as foreign. */
async function isSameLog(client: EngineClient, position: string | undefined): Promise<boolean> {
  if (position === undefined) return false;
  try {
    await client.get(`/v1/stages?waitFor=${encodeURIComponent(position)}`);
    return true;
  } catch (error) {
    if (error instanceof EngineRefused) return error.status === 503;
    throw error;
  }
}

async function send(staging: Staging, { client, observer }: ImportOptions): Promise<{ perSecond: number }> {
  const before = acknowledged(staging);
  observer.begin('sending', staging.plan.size, 'commands', before);
  const begun = Date.now();
  await play(staging, client, (done) => observer.progress(done));
  const seconds = Math.max(Date.now() - begun, 1) / 1000;
  return { perSecond: Math.round((acknowledged(staging) - before) / seconds) };
}

/** Writes the list as NDJSON, or removes the one of an earlier run where there is nothing to list. */
async function listIssues({ issues }: Staging, file: string): Promise<number> {
  let listed = 0;
  const out = createWriteStream(file);
  const done = finished(out);
  for (const issue of issues.all()) {
    listed += 1;
    if (!out.write(`${JSON.stringify(issue)}\n`)) await once(out, 'drain');
  }
  out.end();
  await done;
  if (listed === 0) await rm(file);
  return listed;
}
