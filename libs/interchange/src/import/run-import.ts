import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { EngineClient } from '../engine/engine-client';
import { listIssues, seeFolderOf } from './list-issues';
import type { ImportObserver } from './observer';
import { resume } from './resume';
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
 * @throws UnreadableFile, ImportUnderWay, WorkFileFull, NoFolderForList, ListNotWritten, EngineUnreachable, EngineUnavailable, EngineRefused;
 * AbortError on the signal
 */
export async function runImport(options: ImportOptions): Promise<ImportSummary> {
  const begun = Date.now();
  const { mapping, path, client, signal, observer } = options;
  seeFolderOf(options.rejectedFile);
  await client.ping();
  const files = await sourceFiles(mapping, path);
  const staging = openStaging(workFile(options));
  try {
    const fingerprint = { content: await contentOf(files, signal), text: mapping.text };
    const done = await resume(staging, fingerprint, client, (message) => observer.note(message));
    if (done === undefined) await stage({ mapping, files, staging, observer, signal });
    staging.database.transaction(() => staging.ledger.set('ready', 'yes'));
    const sent = await send(staging, options);
    const counts = countsOf(staging);
    const listed = await listIssues(staging.issues, options.rejectedFile);
    staging.database.remove();
    return {
      ...counts,
      durationSeconds: (Date.now() - begun) / 1000,
      commandsPerSecond: sent.perSecond,
      ...(listed > 0 && { rejectedFile: options.rejectedFile }),
      resumed: done !== undefined && done > 0,
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

async function send(staging: Staging, { client, observer }: ImportOptions): Promise<{ perSecond: number }> {
  const before = acknowledged(staging);
  observer.begin('sending', staging.plan.size, 'commands', before);
  const begun = Date.now();
  await play(staging, client, (done) => observer.progress(done));
  const seconds = Math.max(Date.now() - begun, 1) / 1000;
  return { perSecond: Math.round((acknowledged(staging) - before) / seconds) };
}
