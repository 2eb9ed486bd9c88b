import { projections } from '@rapport/projections';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine, type EngineInProcess } from '../testing/engine-in-process';

const pageBytes = 4_096;
const told = expect.stringMatching(/log\.sqlite is damaged .*restore a backup.*rapport verify/) as string;

describe('an engine whose log is damaged in the middle', () => {
  let folder: string;
  let engine: EngineInProcess;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rapport-damaged-'));
    const first = await startEngine({ dataFolder: folder, projections: 'paused' });
    await first.bulk(
      Array.from({ length: 3_000 }, (_, at) => ({ command: 'begin-journey', journeyId: `j${at}` })),
    );
    await first.close();
    damage(join(folder, 'log.sqlite'));
    engine = await startEngine({ dataFolder: folder });
    await engine.engine.platform.runtime.settled();
  });
  afterAll(async () => {
    await engine.close();
    rmSync(folder, { recursive: true });
  });

  it('refuses commands, says why and what to do', async () => {
    const { status, body } = await engine.send('begin-journey', { journeyId: 'new' });
    expect([status, body]).toEqual([503, expect.objectContaining({ code: 'corrupt-store', detail: told })]);
  });

  it('says so to questions', async () => {
    const { status, body } = await engine.ask('/v1/trust');
    expect([status, body]).toEqual([503, expect.objectContaining({ code: 'corrupt-store', detail: told })]);
  });

  it('is not ready, for that reason', async () => {
    const { status, body } = await engine.ask('/health/ready');
    expect([status, body.reasons]).toEqual([503, [told]]);
  });

  it('says so of its projections, and is still measured', async () => {
    const { body } = await engine.ask('/v1/projections');
    expect(body.projections).toEqual(
      projections.map(
        ({ name }) => expect.objectContaining({ name, state: 'failed', error: told }) as unknown,
      ),
    );
    expect((await engine.ask('/metrics')).status).toBe(200);
  });

  it('logs it once', () => {
    const lines = engine.logs().split('\n');
    expect(lines.filter((line) => line.includes('is damaged'))).toEqual([
      expect.stringContaining('"level":50'),
    ]);
  });
});

/** Some pages in the middle, far from those that a start reads. */
function damage(file: string): void {
  const handle = openSync(file, 'r+');
  for (let page = 100; page < 104; page++)
    writeSync(handle, Buffer.alloc(pageBytes, 0xa5), 0, pageBytes, page * pageBytes);
  closeSync(handle);
}
