import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inThread } from './in-thread';
import { CodeChanged, ThreadEntry } from './thread-entry';

const done = `require('node:worker_threads').parentPort.postMessage({ kind: 'done', result: 'rows' });`;
const builtMeanwhile = `require('node:fs').utimesSync(__filename, 1, 1); ${done}`;

describe('a thread', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-thread-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const file = join(folder, 'worker.js');
  const watching = { onProgress: () => undefined, signal: new AbortController().signal };

  function entryOf(code: string): ThreadEntry {
    writeFileSync(file, code);
    const entry = ThreadEntry.at(file);
    if (entry === undefined) throw new Error('It was just written.');
    return entry;
  }

  it('does its work', async () => {
    expect(await inThread(entryOf(done), {}, watching)).toBe('rows');
  });

  it('is not begun with code that was built since', async () => {
    const entry = entryOf(done);
    rmSync(file);
    await expect(inThread(entry, {}, watching)).rejects.toThrow(CodeChanged);
  });

  it('has made nothing that is of use where the code was built meanwhile', async () => {
    await expect(inThread(entryOf(builtMeanwhile), {}, watching)).rejects.toThrow(CodeChanged);
  });

  it('cannot be begun where nothing was built', () => {
    expect(ThreadEntry.at(join(folder, 'none.js'))).toBeUndefined();
  });
});
