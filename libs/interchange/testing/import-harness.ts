import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { FakeEngine } from './fake-engine';
import { EngineClient } from '../src/engine/engine-client';
import { runImport, type ImportOptions } from '../src/import/run-import';
import type { ImportSummary } from '../src/import/summary';
import { parseMapping } from '../src/mapping/parse';

/** Orders with their payments, and answers to a question about them. */
export const shopMapping = `
mapping: shop
version: 1
source: shop
format: csv
tables:
  orders: {file: orders.csv, key: id, columns: {id: id, customer: customer, at: at}}
  payments: {file: payments.csv, key: order, columns: {order: order, value: value}}
  answers: {file: answers.csv, columns: {order: order, score: score, at: at}}
rows:
  - table: orders
    join: {payments: {table: payments, equals: row.id, many: true}}
    time: row.at
    journey: row.customer
    group: row.id
    identicalRows: distinct
    rules:
      - name: a purchase
        commands:
          - command: begin-journey
          - command: make-purchase
            fields: {purchaseId: '=id("purchase", row.id)', total: {amountMinor: '=sum(payments.map(p, minor(p.value)))', currency: EUR}, items: =size(payments)}
  - table: answers
    join: {order: {table: orders, equals: row.order}}
    time: row.at
    journey: order.customer
    group: row.order
    identicalRows: duplicate
    rules:
      - name: an answer
        commands:
          - command: give-feedback
            fields: {feedbackId: '=id("answer", row.order)', instrument: csat-5, score: =int(row.score), about: {kind: purchase, id: '=id("purchase", row.order)'}}
`;

/** Rows of three CSV files, without their heads. */
export interface ShopFiles {
  readonly orders: readonly string[];
  readonly payments: readonly string[];
  readonly answers: readonly string[];
}

export const smallShop: ShopFiles = {
  orders: ['o1,Ada,2018-01-01 10:00', 'o2,Bob,2018-01-01 09:00', 'o3,Ada,2018-01-02'],
  payments: ['o1,10.50', 'o1,0.1', 'o3,7'],
  answers: ['o1,5,2018-01-05', 'o2,4,2018-01-04', 'o2,4,2018-01-04'],
};

/** Imports files of a shop into an engine made for it. */
export class ImportHarness {
  /** What the last import told. */
  notes: string[] = [];

  private constructor(
    readonly engine: FakeEngine,
    readonly folder: string,
  ) {}

  static async start(): Promise<ImportHarness> {
    return new ImportHarness(await FakeEngine.start(), await mkdtemp(join(tmpdir(), 'rapport-import-')));
  }

  async stop(): Promise<void> {
    await this.engine.stop();
    await rm(this.folder, { recursive: true });
  }

  /** @returns the folder of the files */
  async write({ orders, payments, answers }: ShopFiles): Promise<string> {
    const data = join(this.folder, 'data');
    await mkdir(data, { recursive: true });
    const text = (head: string, rows: readonly string[]) => [head, ...rows, ''].join('\n');
    await writeFile(join(data, 'orders.csv'), text('id,customer,at', orders));
    await writeFile(join(data, 'payments.csv.gz'), gzipSync(text('order,value', payments)));
    await writeFile(join(data, 'answers.csv'), text('order,score,at', answers));
    return data;
  }

  import(path: string, more: Partial<ImportOptions> = {}): Promise<ImportSummary> {
    this.notes = [];
    const { signal = new AbortController().signal } = more;
    return runImport({
      mapping: parseMapping(shopMapping, 'shop.yaml'),
      path,
      client: new EngineClient({ url: this.engine.url, signal }),
      workFolder: join(this.folder, 'work'),
      rejectedFile: join(this.folder, 'rejected.ndjson'),
      observer: { begin: nothing, progress: nothing, note: (message) => this.notes.push(message) },
      signal,
      ...more,
    });
  }

  async rejected(): Promise<object[]> {
    const text = await readFile(join(this.folder, 'rejected.ndjson'), 'utf8');
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
  }
}

export const nothing = (): void => undefined;
