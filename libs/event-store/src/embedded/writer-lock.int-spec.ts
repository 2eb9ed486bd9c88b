import { mkdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../compliance';
import { openEmbeddedEventStore } from './open';
import { Child } from './testing/child';
import { temporaryFolder, type TemporaryFolder } from './testing/temporary-folder';

describe('the one writer of a log', () => {
  let folder: TemporaryFolder;
  let child: Child | undefined;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(async () => {
    await child?.kill();
    folder.remove();
  });

  async function holder(): Promise<Child> {
    const started = (child = new Child('hold-store.ts', folder.path));
    await eventually(() => started.lines.length > 0);
    expect(started.lines).toEqual(['open']);
    return started;
  }

  it('keeps out a second process, which is told who holds the log', async () => {
    const { pid } = await holder();
    const open = openEmbeddedEventStore({ folder: folder.path });
    await expect(open).rejects.toMatchObject({ code: 'store-locked' });
    const since = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d`;
    await expect(open).rejects.toThrow(new RegExp(`pid ${pid} on ${hostname()} since ${since}`));
  });

  it('is replaced when it was killed, with nothing to clean up', async () => {
    await (await holder()).kill();
    const store = await openEmbeddedEventStore({ folder: folder.path });
    const late = new Child('hold-store.ts', folder.path);
    await late.finish();
    expect(late.lines.join()).toContain(`pid ${process.pid} on`);
    await store.close();
  });

  it('is replaced when it closed', async () => {
    await (await holder()).finish();
    const store = await openEmbeddedEventStore({ folder: folder.path });
    await expect(store.health()).resolves.toEqual({ writable: true });
    await store.close();
  });

  it('holds nothing when it cannot say so, on a full disk for one', async () => {
    const { path } = folder;
    mkdirSync(join(path, 'log.sqlite.writer'));
    await expect(openEmbeddedEventStore({ folder: path })).rejects.toMatchObject({ code: 'EISDIR' });
    rmSync(join(path, 'log.sqlite.writer'), { recursive: true });
    await (await openEmbeddedEventStore({ folder: path })).close();
  });

  it('keeps out a second store of its own process too', async () => {
    const store = await openEmbeddedEventStore({ folder: folder.path });
    const second = openEmbeddedEventStore({ folder: folder.path });
    await expect(second).rejects.toMatchObject({ code: 'store-locked' });
    await store.close();
    await (await openEmbeddedEventStore({ folder: folder.path })).close();
  });
});
