import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { openEmbeddedEventStore, openEmbeddedReader, type EmbeddedEventStore } from '@rapport/event-store';
import { createProgram } from '../program';

describe('the commands that open the log', () => {
  let folder: string;
  let engine: EmbeddedEventStore;
  let said: string;

  const run = (command: string, ...rest: string[]): Promise<unknown> =>
    createProgram({
      out: (text) => void (said += text),
      err: () => undefined,
      error: () => undefined,
      drawsBars: false,
    }).parseAsync(['node', 'rapport', command, '--data', folder, ...rest]);

  beforeEach(async () => {
    said = '';
    folder = mkdtempSync(join(tmpdir(), 'rapport-cli-'));
    engine = await openEmbeddedEventStore({ folder });
    const event = { id: randomUUID(), type: 'Tried', schemaVersion: 1, occurredAt: 1, policyVersion: 0 };
    await engine.append('journey-1', [{ ...event, data: {}, metadata: {} }], 'no-stream');
  });
  afterEach(async () => {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('copies the log of a running engine', async () => {
    const file = join(folder, 'copy.sqlite');
    await run('backup', file);
    expect(said).toContain(`to ${file}`);
    said = '';
    await run('verify', file);
    expect(said).toContain('is sound: 1 events in 1 streams');
    const copy = await openEmbeddedReader({ file });
    expect(await copy.readStream('journey-1')).toHaveLength(1);
    await copy.close();
  });

  it('never overwrites a file', async () => {
    const file = join(folder, 'there.txt');
    writeFileSync(file, 'mine');
    await expect(run('backup', file)).rejects.toThrow('exists already');
  });

  it('verifies the log of a running engine', async () => {
    await run('verify');
    expect(said).toContain('is sound: 1 events in 1 streams');
  });

  it('says which event is not what its type says, without its data', async () => {
    const event = { id: randomUUID(), schemaVersion: 1, occurredAt: 1, policyVersion: 0, metadata: {} };
    const data = { caseNo: 'of Anna' };
    await engine.append('journey-1', [{ ...event, type: 'CaseOpened', data }], 0);
    const running = run('verify');
    await expect(running).rejects.toThrow(
      "The log is damaged: the data of revision 1 of stream journey-1 (CaseOpened) is not what its type says: data must have required property 'caseId'",
    );
    await expect(running).rejects.not.toThrow('Anna');
    said = '';
    await expect(run('verify', '--json')).rejects.toThrow('damaged');
    expect(JSON.parse(said)).toMatchObject({ sound: false });
  });

  it('says where it looked when there is no log', async () => {
    await expect(run('verify', '--data', join(folder, 'nowhere'))).rejects.toThrow('nowhere');
  });

  it('says that a log is damaged', async () => {
    await engine.close();
    writeFileSync(join(folder, 'log.sqlite'), 'no database at all, but long enough to look at '.repeat(30));
    await expect(run('verify')).rejects.toThrow('The log is damaged');
  });

  it.each(['backup', 'verify'])('%s says what is wrong with a location, not what it is', async (command) => {
    const rest = command === 'backup' ? [join(folder, 'copy.sqlite')] : [];
    const running = run(command, ...rest, '--event-store', 'esdb://admin:changeit@host?tls=perhaps');
    await expect(running).rejects.toThrow('--event-store has an option tls, which must be true or false.');
  });

  it.each([
    ['backup', 'back it up with its own means'],
    ['verify', 'it verifies its own files'],
  ])('%s says what to do where the log is in EventStoreDB', async (command, instead) => {
    const rest = command === 'backup' ? [join(folder, 'copy.sqlite')] : [];
    const running = run(command, ...rest, '--event-store', 'esdb://localhost:2113?tls=false');
    await expect(running).rejects.toThrow(
      `The log is in EventStoreDB (--event-store, RAPPORT_EVENT_STORE): ${instead}`,
    );
  });
});
