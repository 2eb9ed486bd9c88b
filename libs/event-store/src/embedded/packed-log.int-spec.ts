import { anEvent, someEvents } from '../../compliance/fixtures';
import { join } from 'node:path';
import type { Position } from '../position';
import { Upcasters } from '../upcasters';
import { openEmbeddedEventStore } from './open';
import { openRaw } from './testing/open-raw';
import { temporaryFolder, type TemporaryFolder } from './testing/temporary-folder';

describe('reading the embedded log in columns', () => {
  let folder: TemporaryFolder;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.remove());

  it('upcasts, and leaves data of the newest version as it is stored', async () => {
    const upcasters = new Upcasters().register('Old', 1, (data) => ({ ...data, added: true }));
    const store = await openEmbeddedEventStore({ folder: folder.path, upcasters });
    const events = [anEvent({ type: 'Old' }), anEvent(), anEvent({ type: 'Old', schemaVersion: 2 })];
    await store.append('a', events, 'no-stream');
    const page = await store.packed().read(undefined);
    const stored = JSON.stringify(anEvent().data);
    expect(page?.data).toBe(`{"what":"something","added":true}\n${stored}\n${stored}`);
    expect((await store.packed({ dataOf: [] }).read(undefined))?.data).toBe('\n\n');
    await store.close();
  });

  it('keeps texts apart where one has a line feed that we did not write', async () => {
    const { store, database } = openRaw(join(folder.path, 'log.sqlite'));
    await store.append('a', someEvents(3), 'no-stream');
    database.run({ sql: "UPDATE events SET data = '{' || char(10) || '}' WHERE revision = 1" });
    const [first, , third] = await store.readStream('a');
    const page = await store.packed().read(undefined);
    expect(page?.data).toBe(`${first?.dataText ?? ''}\n{ }\n${third?.dataText ?? ''}`);
    expect((await store.packed({ dataOf: [] }).read(undefined))?.data).toBe('\n\n');
    await store.close();
  });

  it('reads fewer events at a time where their texts are too long for one string', async () => {
    const store = await openEmbeddedEventStore({ folder: folder.path });
    const data = { text: 'x'.repeat(2 ** 20 - 2_000) };
    for (let i = 0; i < 70; i += 1) await store.append(`a${i}`, someEvents(1, { data }), 'no-stream');
    const sizes: number[] = [];
    for (let at: Position | undefined; ;) {
      const page = await store.packed().read(at);
      if (page === undefined) break;
      at = page.upTo;
      sizes.push(page.streams.length);
      expect(page.data).toHaveLength(page.streams.length * (JSON.stringify(data).length + 1) - 1);
    }
    expect(sizes).toEqual([35, 35]);
    await store.close();
  });
});
