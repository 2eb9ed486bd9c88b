import type { Position, RecordedEvent } from '@rapport/event-store';
import { EngineClient, readMapping, runImport, type ImportSummary } from '@rapport/interchange';
import { dumpRows } from '@rapport/projection';
import { projections } from '@rapport/projections';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startEngine, type EngineInProcess } from '../../../apps/engine/testing/engine-in-process';

const nothing = (): void => undefined;

/** An engine of its own that data was imported into. */
export class Imported {
  private constructor(private readonly inProcess: EngineInProcess) {}

  static async start(): Promise<Imported> {
    return new Imported(await startEngine());
  }

  get platform(): EngineInProcess['engine']['platform'] {
    return this.inProcess.engine.platform;
  }

  close(): Promise<void> {
    return this.inProcess.close();
  }

  /** @param name of a mapping that ships */
  async import(name: 'helpdesk' | 'olist', path: string): Promise<ImportSummary> {
    const { url, folder, engine } = this.inProcess;
    const summary = await runImport({
      mapping: await readMapping(join(__dirname, '..', `${name}.yaml`)),
      path,
      client: new EngineClient({ url }),
      workFolder: join(folder, 'imports'),
      rejectedFile: this.rejectedFile,
      observer: { begin: nothing, progress: nothing, note: nothing },
      signal: new AbortController().signal,
    });
    await engine.platform.runtime.waitFor(summary.position as Position, 60_000);
    return summary;
  }

  async rejected(): Promise<Readonly<Record<string, string | number>>[]> {
    const text = await readFile(this.rejectedFile, 'utf8');
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string | number>);
  }

  /** The answer to a question over HTTP. */
  async ask<Body>(path: string): Promise<Body> {
    return (await new EngineClient({ url: this.inProcess.url }).get(path)) as Body;
  }

  /** The data of all events of some types, in the order of the log. */
  async events(...types: readonly string[]): Promise<RecordedEvent[]> {
    const found: RecordedEvent[] = [];
    let after: Position | undefined;
    for (let end = false; !end;) {
      const page = await this.inProcess.engine.platform.store.readAll({
        filter: { types },
        ...(after && { after }),
      });
      found.push(...page.events);
      ({ end, next: after } = page);
    }
    return found;
  }

  /** Sends commands in bulk, and resolves when the read models hold what they recorded. */
  async send(lines: readonly object[]): Promise<void> {
    const { body } = await this.inProcess.bulk(lines);
    const refused = body.find(({ status }) => status !== 'recorded');
    if (refused !== undefined) throw new Error(`Not recorded: ${JSON.stringify(refused)}`);
    const { runtime, store } = this.inProcess.engine.platform;
    const head = await store.head();
    if (head !== undefined) await runtime.waitFor(head, 60_000);
  }

  /** Of each read model, a hash of its rows byte for byte. */
  async readModels(): Promise<Readonly<Record<string, string>>> {
    const hashes: Record<string, string> = {};
    for (const projection of projections) {
      const hash = createHash('sha256');
      for await (const rows of dumpRows(this.inProcess.engine.platform.runtime.model(projection)))
        hash.update(rows);
      hashes[projection.name] = hash.digest('hex');
    }
    return hashes;
  }

  private get rejectedFile(): string {
    return join(this.inProcess.folder, 'rejected.ndjson');
  }
}
