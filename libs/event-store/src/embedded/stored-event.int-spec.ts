import { anEvent } from '../../compliance';
import { Upcasters } from '../upcasters';
import { openEmbeddedEventStore } from './open';
import { temporaryFolder, type TemporaryFolder } from './testing/temporary-folder';

describe('an event read from the embedded log', () => {
  let folder: TemporaryFolder;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.remove());

  it('is decoded once, when it is asked for', async () => {
    let calls = 0;
    const upcasters = new Upcasters().register('Old', 1, (data) => ({ ...data, calls: (calls += 1) }));
    const store = await openEmbeddedEventStore({ folder: folder.path, upcasters });
    await store.append(
      'journey-1',
      [anEvent({ type: 'Old' }), anEvent({ type: 'Old', schemaVersion: 2 })],
      'any',
    );
    const [old, young] = await store.readStream('journey-1');
    expect(calls).toBe(0);
    expect([old?.schemaVersion, young?.schemaVersion]).toEqual([2, 2]);
    expect(old?.data).toEqual({ what: 'something', calls: 1 });
    expect(old?.data).toBe(old?.data);
    expect(young?.data).toEqual({ what: 'something' });
    expect(calls).toBe(1);
    expect([old?.dataText, young?.dataText]).toEqual([undefined, '{"what":"something"}']); // upcast data has no text
    await store.close();
  });

  it('is whole as JSON', async () => {
    const store = await openEmbeddedEventStore({ folder: folder.path });
    const event = anEvent({ metadata: { actor: 'a' } });
    const { position, recordedAt } = await store.append('journey-1', [event], 'any');
    const [read] = await store.readStream('journey-1');
    const whole = { ...event, stream: 'journey-1', revision: 0, position, recordedAt };
    expect(JSON.parse(JSON.stringify(read))).toEqual(whole);
    await store.close();
  });
});
